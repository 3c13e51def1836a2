import { describe, expect, test } from "vitest";
import { completeDraft, EMPTY_DRAFT, endOfDay, toDay } from "#components/projects/use-draft";
import type { Use } from "#lib/projects/schemas";

const CHOICES = {
  channels: [
    { name: "beta", tag: "3.1" },
    { name: "latest", tag: "3.1" },
    { name: "stable", tag: "2.1" },
  ],
  versions: [
    { number: 4, tag: null },
    { number: 3, tag: "3.1" },
    { number: 2, tag: "2.1" },
  ],
  builds: ["3.1", "2.1", "1.1"],
};
const NOTHING = { channels: [], versions: [{ number: 1, tag: null }], builds: [] };
const DRAFT = { ...EMPTY_DRAFT, image: "media/ffmpeg" };

function use(rest: Partial<Use>): Use {
  return {
    id: "a",
    team: "media",
    project: "shop",
    name: "default",
    image: "media/ffmpeg",
    isVisible: true,
    deprecated: false,
    follows: { kind: "channel", channel: "beta" },
    hold: null,
    gets: { id: "b", tag: "1.1", reference: "r", digest: "d", revoked: false, revokeReason: null },
    behind: null,
    lastAskedAt: null,
    ...rest,
  };
}

describe("what a use follows unless something is chosen", () => {
  test("the channel stable, else latest, else any; without channels the newest version", () => {
    expect(completeDraft(DRAFT, null, CHOICES).follows).toEqual({ kind: "channel", channel: "stable" });
    const unstable = { ...CHOICES, channels: CHOICES.channels.slice(0, 2) };
    expect(completeDraft(DRAFT, null, unstable).follows).toEqual({ kind: "channel", channel: "latest" });
    const beta = { ...CHOICES, channels: CHOICES.channels.slice(0, 1) };
    expect(completeDraft(DRAFT, null, beta).follows).toEqual({ kind: "channel", channel: "beta" });
    expect(completeDraft(DRAFT, null, NOTHING)).toMatchObject({
      follows: { kind: "version", version: 1 },
      gets: null,
    });
  });

  test("what it followed before, of the same image only", () => {
    expect(completeDraft(DRAFT, use({}), CHOICES).follows).toEqual({ kind: "channel", channel: "beta" });
    expect(completeDraft(DRAFT, use({ image: "media/other" }), CHOICES).follows).toEqual({
      kind: "channel",
      channel: "stable",
    });
  });

  test("pinning begins at what it is given now", () => {
    expect(completeDraft({ ...DRAFT, kind: "build" }, use({}), CHOICES)).toMatchObject({
      follows: { kind: "build", build: "1.1" },
      gets: "1.1",
    });
  });

  test("not at a revoked build", () => {
    const gets = { id: "b", tag: "1.1", reference: "r", digest: "d", revoked: true, revokeReason: null };
    const pinned = use({ follows: { kind: "build", build: "1.1" }, gets });
    expect(completeDraft(DRAFT, pinned, CHOICES).gets).toBe("3.1");
  });

  test("nothing of that kind: nothing to follow", () => {
    expect(completeDraft({ ...DRAFT, kind: "channel" }, null, NOTHING).follows).toBeNull();
    expect(completeDraft({ ...DRAFT, kind: "build" }, null, NOTHING).follows).toBeNull();
  });
});

describe("what it would be given", () => {
  test.each([
    [{ channel: "stable" }, "2.1"],
    [{ kind: "version", version: 3 }, "3.1"],
    [{ kind: "version", version: 4 }, null],
    [{ kind: "build", build: "1.1" }, "1.1"],
    [{ channel: "stable", isHeld: true, heldBuild: "1.1" }, "1.1"],
  ] as const)("%j: %s", (chosen, tag) => {
    expect(completeDraft({ ...DRAFT, ...chosen }, null, CHOICES).gets).toBe(tag);
  });
});

describe("a hold", () => {
  const hold = { until: "2026-12-01T12:00:00.000Z", reason: "waits" };

  test("stays as it is, and is let go of", () => {
    expect(completeDraft(DRAFT, use({ hold }), CHOICES)).toMatchObject({
      isHeld: true,
      heldBuild: "1.1",
      reason: "waits",
      until: toDay(new Date(hold.until)),
    });
    expect(completeDraft({ ...DRAFT, isHeld: false }, use({ hold }), CHOICES).gets).toBe("3.1");
  });

  test("a new one begins at what it gets now, or would get", () => {
    const held = { ...DRAFT, isHeld: true };
    expect(completeDraft(held, use({}), CHOICES).gets).toBe("1.1");
    expect(completeDraft(held, null, CHOICES).gets).toBe("2.1");
  });

  test("a new one lasts two weeks; what is pinned is not held", () => {
    const now = new Date(2026, 10, 22, 9);
    expect(completeDraft({ ...DRAFT, isHeld: true }, null, CHOICES, now).until).toBe("2026-12-06");
    expect(completeDraft({ ...DRAFT, kind: "build", isHeld: true }, null, CHOICES).isHeld).toBe(false);
  });

  test("ends with its day where the reader is", () => {
    expect(new Date(endOfDay("2026-12-01") ?? "")).toEqual(new Date(2026, 11, 1, 23, 59, 59));
    expect(endOfDay("")).toBeNull();
    expect(endOfDay("2026-13-45")).toBeNull();
  });
});
