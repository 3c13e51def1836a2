import { expect, test } from "vitest";
import type { Change } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { shareImage, unshareImage } from "#lib/images/share-image";
import { updateImage } from "#lib/images/update-image";
import { watchChanges } from "#lib/live/watch-changes";
import { addMember } from "#lib/teams/add-member";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";

/** Begins to watch, and collects until stopped. */
async function watch(ctx: Context) {
  const controller = new AbortController();
  const seen: Change[] = [];
  const changes = watchChanges(ctx, controller.signal);
  const first = changes.next();
  const watching = (async () => {
    for (let next = await first; !next.done; next = await changes.next()) seen.push(next.value);
  })();
  // The subscription stands once the listener is connected.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    seen,
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
