import { randomUUID } from "node:crypto";
import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import { db } from "#lib/db";
import { createInvitation } from "#lib/invitations/create-invitation";
import { encryptSecret } from "#lib/secrets/encrypt-secret";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import type { Fixture } from "#lib/testing/permission-fixture";
import { createPersonalToken, createToken } from "#lib/tokens/create-token";
import { pingWebhook } from "#lib/webhooks/ping-webhook";

/** Who may: anyone, whoever signs in, administrators of the instance, or at least a role in the thing's team. */
export type Need = "anyone" | "signedIn" | "administrator" | Role;

export interface Operation {
  need: Need;
  /** What to send, so that whoever may do it comes through. */
  input: (fixture: Fixture, ctx: Context) => unknown | Promise<unknown>;
}

const ofImage = ({ team, image }: Fixture) => ({ team, image: image.name });
const ofProject = ({ team, project }: Fixture) => ({ team, project });
const ofBuild = ({ build }: Fixture) => ({ id: build.id });
const ofTeam = ({ team }: Fixture) => ({ team });
const nothing = () => undefined;
const DOCKERFILE = "FROM codex-base:latest\nRUN apt-get install -y ffmpeg\n";

/** Every operation of the API by its path in the contract, and who may do it. */
export function makeOperations(): Record<string, Operation> {
  return {
    "health.get": { need: "anyone", input: nothing },
    "health.details": { need: "administrator", input: nothing },
    "account.me": { need: "signedIn", input: nothing },
    "account.setup": {
      need: "anyone",
      input: () => ({
        code: "x",
        name: "Ada",
        email: "ada@example.com",
        password: "a long password",
        team: "x",
      }),
    },
    "account.signInOptions": { need: "anyone", input: nothing },
    "account.credentials": { need: "signedIn", input: nothing },
    "account.changeName": { need: "signedIn", input: () => ({ name: "Ada" }) },
    "account.changePassword": {
      need: "signedIn",
      input: () => ({ current: "a long password", next: "another password" }),
    },
    "account.listSessions": { need: "signedIn", input: nothing },
    "account.endSession": { need: "signedIn", input: async (_, ctx) => ({ id: await sessionOf(ctx) }) },
    "account.endOtherSessions": { need: "signedIn", input: nothing },
    "account.listTokens": { need: "signedIn", input: nothing },
    "account.createToken": { need: "signedIn", input: () => ({ name: "mine" }) },
    "account.revokeToken": {
      need: "signedIn",
      input: async (_, ctx) => ({ id: (await createPersonalToken(ctx, { name: "mine" })).id }),
    },
    "activity.listOfImage": { need: "viewer", input: ofImage },
    "activity.listOfTeam": { need: "viewer", input: ofTeam },
    "audit.list": { need: "maintainer", input: ofTeam },
    "audit.facets": { need: "maintainer", input: ofTeam },
    "audit.export": { need: "maintainer", input: (fixture) => ({ ...ofTeam(fixture), format: "csv" }) },
    "audit.get": {
      need: "maintainer",
      input: async ({ owner }) => ({
        id: (await db.auditEvent.findFirstOrThrow({ where: { teamId: owner.teams[0]?.id } })).id,
      }),
    },
    "invitations.list": { need: "owner", input: ofTeam },
    "invitations.create": { need: "owner", input: ofTeam },
    "invitations.revoke": {
      need: "owner",
      input: async ({ owner, team }) => ({ team, id: (await invite(owner, team)).id }),
    },
    "invitations.get": {
      need: "anyone",
      input: async ({ owner, team }) => ({ code: (await invite(owner, team)).code }),
    },
    "invitations.accept": {
      need: "signedIn",
      input: async () => {
        const other = await makeOwner();
        return { code: (await invite(other, teamOf(other))).code };
      },
    },
    "invitations.joinWithAccount": {
      need: "anyone",
      input: async ({ owner, team }) => ({
        code: (await invite(owner, team)).code,
        name: "Ada",
        email: `${randomUUID()}@example.com`,
        password: "a long password",
      }),
    },
    "notices.list": { need: "signedIn", input: () => ({}) },
    "notices.countUnread": { need: "signedIn", input: nothing },
    "notices.markRead": { need: "signedIn", input: () => ({}) },
    "notices.getSettings": { need: "signedIn", input: nothing },
    "notices.updateSettings": { need: "signedIn", input: () => ({ muted: ["build.failed"] }) },
    "teams.list": { need: "signedIn", input: nothing },
    "teams.create": { need: "signedIn", input: (_, ctx) => ({ name: `new-${ctx.actor.id.slice(0, 8)}` }) },
    "teams.listAll": { need: "administrator", input: nothing },
    "teams.get": { need: "viewer", input: ofTeam },
    "teams.update": { need: "owner", input: (fixture) => ({ ...ofTeam(fixture), description: "x" }) },
    "teams.delete": { need: "owner", input: ofTeam },
    "teams.listMembers": { need: "viewer", input: ofTeam },
    "teams.addMember": {
      need: "owner",
      input: async ({ team }) => ({ team, email: await emailOfSomeone(), role: "viewer" }),
    },
    "teams.updateMember": {
      need: "owner",
      input: ({ team, member }) => ({ team, user: member, role: "developer" }),
    },
    "teams.removeMember": { need: "owner", input: ({ team, member }) => ({ team, user: member }) },
    "tokens.list": { need: "viewer", input: ({ team }) => ({ team }) },
    "tokens.create": { need: "owner", input: ({ team }) => ({ team, name: "ci" }) },
    "tokens.revoke": {
      need: "owner",
      input: async ({ owner, team }) => ({ team, id: (await createToken(owner, { team, name: "ci" })).id }),
    },
    "images.list": { need: "signedIn", input: () => ({}) },
    "images.create": {
      need: "developer",
      input: ({ team }) => ({ team, name: "other", dockerfile: DOCKERFILE }),
    },
    "images.get": { need: "viewer", input: ofImage },
    "images.update": { need: "developer", input: (fixture) => ({ ...ofImage(fixture), description: "x" }) },
    "images.setNeeds": {
      need: "maintainer",
      input: (fixture) => ({ ...ofImage(fixture), platform: null, labels: [] }),
    },
    "images.delete": { need: "owner", input: ofImage },
    "versions.list": { need: "viewer", input: ofImage },
    "versions.create": {
      need: "developer",
      input: (fixture) => ({ ...ofImage(fixture), dockerfile: DOCKERFILE }),
    },
    "versions.get": { need: "viewer", input: (fixture) => ({ ...ofImage(fixture), number: 1 }) },
    "builds.request": { need: "developer", input: ofImage },
    "builds.listOfImage": { need: "viewer", input: ofImage },
    "builds.list": { need: "signedIn", input: () => ({}) },
    "builds.get": { need: "viewer", input: ofBuild },
    "builds.cancel": { need: "developer", input: ofBuild },
    "builds.revoke": { need: "maintainer", input: ({ build }) => ({ id: build.id, reason: "Bad" }) },
    "builds.restore": { need: "maintainer", input: ofBuild },
    "builds.log": { need: "viewer", input: ofBuild },
    "builds.lines": { need: "viewer", input: ({ build }) => ({ id: build.id, step: 0 }) },
    "builds.search": { need: "viewer", input: ({ build }) => ({ id: build.id, q: "x" }) },
    "builds.follow": { need: "viewer", input: ofBuild },
    "queue.list": { need: "signedIn", input: () => ({}) },
    "queue.place": { need: "viewer", input: ofBuild },
    "queue.raise": { need: "maintainer", input: ofBuild },
    "queue.lower": { need: "maintainer", input: ofBuild },
    "queue.offers": { need: "signedIn", input: nothing },
    "workers.list": { need: "signedIn", input: nothing },
    "workers.get": { need: "signedIn", input: goneWorker },
    "workers.update": {
      need: "administrator",
      input: async () => ({ ...(await goneWorker()), state: "paused" }),
    },
    "workers.forget": { need: "administrator", input: goneWorker },
    "limits.get": { need: "administrator", input: nothing },
    "limits.update": { need: "administrator", input: () => ({ maxBuildMinutes: 60 }) },
    "limits.listTeams": { need: "administrator", input: nothing },
    "limits.getOfTeam": { need: "viewer", input: ofTeam },
    "limits.updateOfTeam": {
      need: "administrator",
      input: (fixture) => ({ ...ofTeam(fixture), maxQueued: 9 }),
    },
    "channels.list": { need: "viewer", input: ofImage },
    "channels.promote": {
      need: "maintainer",
      input: (fixture) => ({ ...ofImage(fixture), channel: "next", build: fixture.build.tag }),
    },
    "channels.rollBack": {
      need: "maintainer",
      input: (fixture) => ({ ...ofImage(fixture), channel: "stable" }),
    },
    "channels.listMoves": {
      need: "viewer",
      input: (fixture) => ({ ...ofImage(fixture), channel: "stable" }),
    },
    "channels.delete": { need: "maintainer", input: (fixture) => ({ ...ofImage(fixture), channel: "beta" }) },
    "sharing.list": { need: "viewer", input: ofImage },
    "sharing.share": {
      need: "maintainer",
      input: async (fixture) => ({
        ...ofImage(fixture),
        withTeam: teamOf(await makeOwner()),
        access: "use",
      }),
    },
    "sharing.unshare": {
      need: "maintainer",
      input: async (fixture) => {
        const other = teamOf(await makeOwner());
        const team = { connect: { name: other } };
        await db.imageShare.create({
          data: { image: { connect: { id: fixture.image.id } }, team, access: "use" },
        });
        return { ...ofImage(fixture), withTeam: other };
      },
    },
    "sharing.setVisibility": {
      need: "maintainer",
      input: (fixture) => ({ ...ofImage(fixture), visibility: "organisation" }),
    },
    "sharing.fork": {
      need: "developer",
      input: (fixture) => ({ ...ofImage(fixture), toTeam: fixture.team, name: "fork" }),
    },
    "sharing.updateFork": { need: "developer", input: ofImage },
    "sharing.lineage": { need: "viewer", input: ofImage },
    "sharing.similar": { need: "signedIn", input: () => ({ dockerfile: DOCKERFILE }) },
    "sharing.rename": { need: "maintainer", input: (fixture) => ({ ...ofImage(fixture), name: "renamed" }) },
    "sharing.deprecate": {
      need: "maintainer",
      input: async (fixture) => {
        const other = await makeImage(fixture.owner);
        return { ...ofImage(fixture), message: "Old", replacement: `${other.team}/${other.name}` };
      },
    },
    "sharing.undeprecate": { need: "maintainer", input: ofImage },
    "sharing.uses": { need: "viewer", input: ofImage },
    "sharing.impact": { need: "maintainer", input: (fixture) => ({ ...ofImage(fixture), change: "delete" }) },
    "useImage.get": { need: "viewer", input: ofImage },
    "projects.list": { need: "signedIn", input: () => ({}) },
    "projects.create": { need: "maintainer", input: ({ team }) => ({ team, name: "other" }) },
    "projects.get": { need: "viewer", input: ofProject },
    "projects.update": {
      need: "maintainer",
      input: (fixture) => ({ ...ofProject(fixture), description: "x" }),
    },
    "projects.delete": { need: "maintainer", input: ofProject },
    "projects.saveUse": {
      need: "maintainer",
      input: (fixture) => ({
        ...ofProject(fixture),
        use: "gpu",
        image: `${fixture.team}/${fixture.image.name}`,
        follows: { kind: "version", version: 1 },
      }),
    },
    "projects.removeUse": {
      need: "maintainer",
      input: (fixture) => ({ ...ofProject(fixture), use: "default" }),
    },
    "projects.listDays": { need: "viewer", input: ofProject },
    "projects.resolve": { need: "viewer", input: ofProject },
    "webhooks.list": { need: "maintainer", input: ofTeam },
    "webhooks.create": {
      need: "maintainer",
      input: ({ team }) => ({ team, url: "https://192.0.2.1/hook", events: ["build.failed"] }),
    },
    "webhooks.update": {
      need: "maintainer",
      input: async (fixture) => ({ ...(await webhookOf(fixture)), events: ["build.failed"] }),
    },
    "webhooks.ping": { need: "maintainer", input: webhookOf },
    "webhooks.renewSecret": { need: "maintainer", input: webhookOf },
    "webhooks.delete": { need: "maintainer", input: webhookOf },
    "webhooks.listDeliveries": { need: "maintainer", input: webhookOf },
    "webhooks.getDelivery": { need: "maintainer", input: deliveryOf },
    "webhooks.redeliver": { need: "maintainer", input: deliveryOf },
    "baseImages.list": { need: "signedIn", input: nothing },
    "baseImages.create": {
      need: "administrator",
      input: ({ build }) => ({ name: `made-${build.id}`, reference: "example.com/base:1" }),
    },
    "baseImages.check": { need: "administrator", input: ({ baseImageId }) => ({ id: baseImageId }) },
    "baseImages.delete": { need: "administrator", input: ({ baseImageId }) => ({ id: baseImageId }) },
    "live.changes": { need: "signedIn", input: nothing },
  };
}

async function emailOfSomeone(): Promise<string> {
  const { actor } = await makeOwner();
  return actor.kind === "user" ? actor.email : "";
}

async function goneWorker(): Promise<{ name: string }> {
  const name = `worker-${randomUUID()}`;
  await db.worker.create({ data: { name, stoppedAt: new Date() } });
  return { name };
}

async function invite(owner: Context, team: string): Promise<{ id: string; code: string }> {
  const { id, link } = await createInvitation(owner, { team, role: "viewer", expiresInDays: 7 });
  return { id, code: link.replace("/join/", "") };
}

async function sessionOf({ actor }: Context): Promise<string> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + 60_000);
  await db.session.create({ data: { id, token: id, userId: actor.id, expiresAt } });
  return id;
}

async function webhookOf({ owner, team }: Fixture): Promise<{ team: string; id: string }> {
  const id = randomUUID();
  const teamId = owner.teams[0]?.id ?? "";
  const hook = { url: "https://192.0.2.1/hook", events: ["build.failed"] };
  await db.webhook.create({ data: { id, teamId, ...hook, secret: encryptSecret("secret", id) } });
  return { team, id };
}

async function deliveryOf(fixture: Fixture): Promise<{ team: string; id: string; delivery: string }> {
  const { team, id } = await webhookOf(fixture);
  return { team, id, delivery: (await pingWebhook(fixture.owner, { team, id })).id };
}
