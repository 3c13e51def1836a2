import { expect, test } from "vitest";
import { listCompletions } from "#lib/dockerfile/completions";

const bases = [{ name: "codex-base:latest", description: "Debian bookworm" }, { name: "codex-base:trixie" }];

/** The labels offered at "|" and the text they would replace. */
function offer(marked: string) {
  const cursor = marked.indexOf("|");
  const list = listCompletions(marked.replace("|", ""), cursor, bases);
  return (
    list && { replaces: marked.slice(list.from, cursor), labels: list.options.map(({ label }) => label) }
  );
}

test("offers instructions where one can begin", () => {
  expect(offer("|")!.labels).toContain("FROM");
  expect(offer("FROM a\n  ru|")).toMatchObject({ replaces: "ru" });
  expect(offer("FROM a\nru|\nCMD b")!.labels).toContain("RUN");
  expect(offer("FROM a\nRUN a \\\n  b|")).toBeNull();
  expect(offer("FROM a\n# ru|")).toBeNull();
  expect(offer("FROM a\nRUN <<E\nru|\nE")).toBeNull();
});

test("offers an instruction's flags", () => {
  expect(offer("FROM a\nCOPY --|")).toMatchObject({ replaces: "--" });
  expect(offer("FROM a\nCOPY --|")!.labels).toEqual(expect.arrayContaining(["--from=", "--link"]));
  expect(offer("FROM a\nRUN --network=none --m|")!.labels).toContain("--mount=");
  expect(offer("FROM a\nRUN ls --|")).toBeNull();
});

test("offers base images and the stages above in FROM", () => {
  expect(offer("FROM co|")).toEqual({
    replaces: "co",
    labels: ["codex-base:latest", "codex-base:trixie", "scratch"],
  });
  expect(offer("FROM a AS one\nFROM --platform=linux/amd64 |\nFROM b AS later")!.labels).toEqual([
    "codex-base:latest",
    "codex-base:trixie",
    "one",
    "scratch",
  ]);
  expect(offer("FROM a |")).toBeNull();
});

test("offers stages first in --from and in a mount's from=", () => {
  expect(offer("FROM a AS one\nFROM b\nCOPY --from=|")).toEqual({
    replaces: "",
    labels: ["one", "codex-base:latest", "codex-base:trixie"],
  });
  expect(offer("FROM a AS one\nFROM b\nRUN --mount=type=bind,from=o|")).toMatchObject({ replaces: "o" });
  expect(offer("FROM a\nRUN --mount=type=|")!.labels).toContain("cache");
  expect(offer("FROM a\nRUN --mount=type=cache,tar|")).toMatchObject({ replaces: "tar" });
});
