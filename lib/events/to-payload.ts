import { randomUUID } from "node:crypto";
import type { Context } from "#lib/auth/context";
import type { BuildError } from "#lib/builds/schemas";
import type { Db } from "#lib/db";
import type { BakehouseEvent, EventImage } from "#lib/events/event";
import { siteUrl } from "#lib/events/site-url";
import type { WebhookPayload } from "#lib/webhooks/schemas";

/** What a webhook is sent about an event. Reads the builds that it names. */
export async function toPayload(
  tx: Pick<Db, "build">,
  ctx: Context | null,
  image: EventImage,
  event: BakehouseEvent,
): Promise<WebhookPayload> {
  const common = {
    ...payloadOrigin(ctx, image.team),
    image: image.name,
    url: siteUrl(`/images/${image.team}/${image.name}`),
  };
  switch (event.kind) {
    case "build.succeeded":
      return { ...common, event: event.kind, build: (await describeBuild(tx, event.buildId)).build };
    case "build.failed": {
      const { build, error } = await describeBuild(tx, event.buildId);
      const failure = { error: error?.message ?? "The build failed.", hint: error?.hint ?? null };
      return { ...common, event: event.kind, build: { ...build, ...failure } };
    }
    case "channel.moved": {
      const { channel, reason, buildId, fromBuildId } = event;
      const previous = fromBuildId ? (await describeBuild(tx, fromBuildId)).build : null;
      const { build } = await describeBuild(tx, buildId);
      return { ...common, event: event.kind, channel, build, previous, reason };
    }
    case "image.deprecated": {
      const { kind, message, date, replacement } = event;
      return { ...common, event: kind, message, date, replacement };
    }
    case "build.revoked": {
      const { build } = await describeBuild(tx, event.buildId);
      return { ...common, event: event.kind, build, reason: event.reason };
    }
    case "image.shared":
      return { ...common, event: event.kind, withTeam: event.withTeam.name, access: event.access };
  }
}

/** What every payload says: which event, when, where, by whom. */
export function payloadOrigin(ctx: Context | null, team: string) {
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    team,
    actor: ctx
      ? { kind: ctx.actor.kind, name: ctx.actor.name }
      : { kind: "system" as const, name: "Bakehouse" },
  };
}

async function describeBuild(tx: Pick<Db, "build">, id: string) {
  const row = await tx.build.findUniqueOrThrow({
    where: { id },
    select: {
      number: true,
      digest: true,
      reference: true,
      error: true,
      version: { select: { number: true } },
      requestedBy: { select: { name: true } },
      requestedByToken: { select: { name: true } },
    },
  });
  const { number, digest, reference, version, requestedBy, requestedByToken } = row;
  return {
    build: {
      id,
      tag: `${version.number}.${number}`,
      digest,
      reference,
      url: siteUrl(`/builds/${id}`),
      requestedBy: requestedBy?.name ?? requestedByToken?.name ?? null,
    },
    error: row.error as BuildError | null,
  };
}
