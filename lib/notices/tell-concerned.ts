import type { Context } from "#lib/auth/context";
import type { BuildError } from "#lib/builds/schemas";
import type { Db } from "#lib/db";
import type { BakehouseEvent, EventImage } from "#lib/events/event";
import { createNotices } from "#lib/notices/create-notices";
import { listImageUsers } from "#lib/notices/list-image-users";

/**
 * Gives notice of an event to those whom it concerns: who asked for the build that failed, who stands on the image
 * that is deprecated or whose build is revoked, whom an image is shared with. Never to who did it.
 */
export async function tellConcerned(
  tx: Db,
  ctx: Context | null,
  image: EventImage,
  event: BakehouseEvent,
): Promise<void> {
  const actorId = ctx?.actor.kind === "user" ? ctx.actor.id : null;
  const others = (userIds: string[]) => userIds.filter((id) => id !== actorId);
  const name = `${image.team}/${image.name}`;
  const path = `/images/${image.team}/${image.name}`;
  switch (event.kind) {
    case "build.failed": {
      const { requestedById, tag, error } = await readBuild(tx, event.buildId);
      const why = error ? `: ${error.message}` : ".";
      return createNotices(tx, requestedById ? [requestedById] : [], {
        kind: event.kind,
        text: `Build ${tag} of ${name} failed${why}`,
        path: `/builds/${event.buildId}`,
      });
    }
    case "image.deprecated": {
      const instead = event.replacement ? ` Use ${event.replacement} instead.` : "";
      const text = `${name} is deprecated${event.message ? `: ${sentence(event.message)}` : "."}${instead}`;
      return createNotices(tx, others(await listImageUsers(tx, image)), { kind: event.kind, text, path });
    }
    case "build.revoked": {
      const { tag } = await readBuild(tx, event.buildId);
      const text = `Build ${tag} of ${name} was revoked${event.reason ? `: ${sentence(event.reason)}` : "."}`;
      return createNotices(tx, others(await listImageUsers(tx, image)), { kind: event.kind, text, path });
    }
    case "image.shared": {
      const members = await tx.member.findMany({
        where: { teamId: event.withTeam.id },
        select: { userId: true },
      });
      return createNotices(tx, others(members.map(({ userId }) => userId)), {
        kind: event.kind,
        text: `${image.team} shared ${name} with ${event.withTeam.name}, to ${event.access} it.`,
        path,
      });
    }
  }
}

async function readBuild(tx: Pick<Db, "build">, id: string) {
  const { number, version, requestedById, error } = await tx.build.findUniqueOrThrow({
    where: { id },
    select: { number: true, requestedById: true, error: true, version: { select: { number: true } } },
  });
  return { requestedById, tag: `${version.number}.${number}`, error: error as BuildError | null };
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
