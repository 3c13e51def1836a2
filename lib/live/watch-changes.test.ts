import { expect, test } from "vitest";
import type { Change } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { setVisibility, shareImage, unshareImage } from "#lib/images/share-image";
import { updateImage } from "#lib/images/update-image";
import { changeLog } from "#lib/live/change-log";
import { watchChanges } from "#lib/live/watch-changes";
import { addMember } from "#lib/teams/add-member";
import { removeMember } from "#lib/teams/remove-member";
import { makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";

/** Begins to watch, after an id if one is given, and collects until stopped; that the queue moved, apart. */
async function watch(ctx: Context, after?: string) {
  const controller = new AbortController();
  const seen: Change[] = [];
  const queue: Change[] = [];
  const changes = watchChanges(ctx, controller.signal, after);
  const first = changes.next();
  const watching = (async () => {
    for (let next = await first; !next.done; next = await changes.next()) {
      const { event } = next.value;
      (event.kind === "queue" ? queue : seen).push(event);
    }
  })();
  // The subscription stands once the listener is connected.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    seen,
    queue,
    async stop() {
      controller.abort();
      await watching;
    },
  };
}

test("a change is told to its team and to nobody else", async () => {
  const [owner, stranger] = await Promise.all([makeOwner(), makeOwner()]);
  const [mine, theirs] = await Promise.all([watch(owner), watch(stranger)]);
  const image = await makeImage(owner);
  const build = await requestBuild(owner, { team: image.team, image: image.name });
  await expect
    .poll(() => mine.seen)
    .toEqual([
      { kind: "image", team: image.team, image: image.name },
      { kind: "build", team: image.team, image: image.name, build: build.id, status: "queued" },
    ]);
  await Promise.all([mine.stop(), theirs.stop()]);
  expect(theirs.seen).toEqual([]);
});

test("that the queue moved is told to everyone, and no more than that", async () => {
  const [owner, stranger] = [await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const theirs = await watch(stranger);
  await requestBuild(owner, { team: image.team, image: image.name });
  await expect.poll(() => theirs.queue).toEqual([{ kind: "queue" }]);
  await theirs.stop();
  expect(theirs.seen).toEqual([]);
});

test("changes of another team's image are told to those it is shared with, until it is not any more", async () => {
  const [owner, other] = await Promise.all([makeOwner(), makeOwner()]);
  const [shared, secret] = [await makeImage(owner), await makeImage(owner)];
  const at = { team: shared.team, image: shared.name };
  const theirs = await watch(other);
  await shareImage(owner, { ...at, withTeam: teamOf(other), access: "use" });
  await requestBuild(owner, at);
  await requestBuild(owner, { team: secret.team, image: secret.name });
  await unshareImage(owner, { ...at, withTeam: teamOf(other) });
  await updateImage(owner, { ...at, description: "Nobody else's business" });
  await expect.poll(() => theirs.seen.length).toBeGreaterThanOrEqual(5);
  await theirs.stop();
  const mine = { kind: "image", ...at };
  expect(theirs.seen.filter(({ kind }) => kind !== "team" && kind !== "notices")).toEqual([
    mine,
    { kind: "build", ...at, build: expect.any(String), status: "queued" },
    mine,
  ]);
});

test("who is added to a team hears of it, and of what happens there from then on", async () => {
  const [owner, newcomer] = await Promise.all([makeOwner(), makeOwner()]);
  const { actor } = newcomer;
  if (actor.kind !== "user") throw new Error("not a user");
  const theirs = await watch(newcomer);
  await addMember(owner, { team: teamOf(owner), email: actor.email, role: "developer" });
  const image = await makeImage(owner);
  await expect
    .poll(() => theirs.seen)
    .toEqual([
      { kind: "team", team: teamOf(owner) },
      { kind: "image", team: image.team, image: image.name },
    ]);
  await theirs.stop();
});

/** What someone who was away since `after` is told when they come back. */
async function comeBack(ctx: Context, after: string): Promise<Change[]> {
  const { seen, stop } = await watch(ctx, after);
  await stop();
  return seen;
}

/** The newest id once what was done before is in the log. */
async function settled(ctx: Context): Promise<string> {
  await (await watch(ctx)).stop();
  return changeLog().newest();
}

test("who comes back is told what came meanwhile, after the last they saw, and nothing when nothing came", async () => {
  const [owner, stranger] = [await makeOwner(), await makeOwner()];
  const [image, theirs] = [await makeImage(owner), await makeImage(stranger)];
  const at = { team: image.team, image: image.name };
  const before = await settled(owner);
  expect(await comeBack(owner, before)).toEqual([]);
  const build = await requestBuild(owner, at);
  await requestBuild(stranger, { team: theirs.team, image: theirs.name });
  await updateImage(owner, { ...at, description: "Another" });
  expect(await comeBack(owner, before)).toEqual([
    { kind: "build", ...at, build: build.id, status: "queued" },
    { kind: "image", ...at },
  ]);
  const after = await settled(owner);
  expect(await comeBack(owner, after)).toEqual([]);
});

test("an image that one lost sight of meanwhile is not named, but all is to be looked at again", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const at = { team: image.team, image: image.name };
  await setVisibility(owner, { ...at, visibility: "organisation" });
  const before = await settled(other);
  await setVisibility(owner, { ...at, visibility: "team" });
  expect(await comeBack(other, before)).toEqual([{ kind: "everything" }]);
});

test("after an id that nobody knows, and after a break in which some may have been missed, all is to be looked at again", async () => {
  const owner = await makeOwner();
  for (const id of ["", "x.1", `${(await settled(owner)).replace(/\d+$/, "")}999999`]) {
    expect(await comeBack(owner, id)).toEqual([{ kind: "everything" }]);
  }
  const before = await settled(owner);
  const watching = await watch(owner, before);
  await db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'bakehouse-listener' AND datname = current_database()`;
  await expect.poll(() => watching.seen).toEqual([{ kind: "everything" }]);
  await watching.stop();
  expect(await comeBack(owner, before)).toEqual([{ kind: "everything" }]);
});

test("who is taken out of a team hears that, and nothing of the team or its images from then on", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const member = await makeMember(owner, "maintainer");
  const theirs = await watch(member);
  await removeMember(owner, { team: teamOf(owner), user: member.actor.id });
  const at = { team: image.team, image: image.name };
  await updateImage(owner, { ...at, description: "Nobody else's business" });
  await requestBuild(owner, at);
  await expect.poll(() => theirs.seen).toContainEqual({ kind: "team", team: teamOf(owner) });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await theirs.stop();
  expect(theirs.seen).toEqual([{ kind: "team", team: teamOf(owner) }]);
});
