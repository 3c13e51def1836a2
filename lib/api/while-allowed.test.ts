import { expect, test, vi } from "vitest";
import { handleApiRequest } from "#lib/api/handler";
import { whileAllowed } from "#lib/api/while-allowed";
import { requestBuild } from "#lib/builds/request-build";
import { AppError } from "#lib/errors";
import { removeMember } from "#lib/teams/remove-member";
import { makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createPersonalToken, createToken } from "#lib/tokens/create-token";
import { revokeToken } from "#lib/tokens/revoke-token";

async function* untilAborted(signal: AbortSignal) {
  yield 1;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

async function collect(events: AsyncIterable<number>): Promise<number[]> {
  const seen = [];
  for await (const event of events) seen.push(event);
  return seen;
}

test("a stream ends with the refusal, and a fault of ours is none", async () => {
  const answers = [new Error("the database does not answer"), null, new AppError("unauthenticated", "Over.")];
  const check = vi.fn(async () => {
    const answer = answers.shift();
    if (answer) throw answer;
  });
  const events = whileAllowed(untilAborted, check, { checkMs: 20 });
  await expect(collect(events)).rejects.toMatchObject({ status: 401, message: "Over." });
  expect(check.mock.calls.length).toBeGreaterThanOrEqual(3);
});

test("a stream that its reader ends asks no more", async () => {
  const check = vi.fn(async () => {});
  const reader = new AbortController();
  const events = collect(whileAllowed(untilAborted, check, { checkMs: 20, signal: reader.signal }));
  await expect.poll(() => check.mock.calls.length).toBeGreaterThan(0);
  reader.abort();
  expect(await events).toEqual([1]);
  const asked = check.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(check).toHaveBeenCalledTimes(asked);
});

const TOO_LATE = { timeout: 25_000 };

test(
  "events of a build end for who has left the team, and for a token that was revoked",
  TOO_LATE,
  async () => {
    const owner = await makeOwner();
    const image = await makeImage(owner);
    const build = await requestBuild(owner, { team: image.team, image: image.name });
    const member = await makeMember(owner, "developer");
    const personal = await createPersonalToken(member, { name: "mine" });
    const teams = await createToken(owner, { team: teamOf(owner), name: "ci" });
    const follow = async (token: string, path: string) => {
      const headers = { host: "bakehouse.test", authorization: `Bearer ${token}` };
      return (await handleApiRequest(new Request(`http://bakehouse.test/api/v1${path}`, { headers }))).text();
    };
    const streams = [
      follow(personal.token, `/builds/${build.id}/events`),
      follow(teams.token, `/builds/${build.id}/events`),
      follow(teams.token, "/changes"),
    ];
    await new Promise((resolve) => setTimeout(resolve, 500));
    await removeMember(owner, { team: teamOf(owner), user: member.actor.id });
    await revokeToken(owner, { team: teamOf(owner), id: teams.id });
    const [ofPerson, ofToken, changes] = await Promise.all(streams);
    expect(ofPerson).toMatch(/event: error\ndata: .*There is no such build/);
    expect(ofToken).toMatch(/event: error\ndata: .*This token was revoked/);
    expect(changes).toMatch(/event: error\ndata: .*This token was revoked/);
  },
);
