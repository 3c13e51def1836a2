import { describe, expect, test } from "vitest";
import { LineSplitter, longestLine, type OutputLine } from "#worker/docker/line-splitter";

const at = new Date(1000);
const later = new Date(2000);
const bytes = (text: string) => new TextEncoder().encode(text);

function split(...chunks: (string | Uint8Array)[]): OutputLine[] {
  const splitter = new LineSplitter();
  const lines = chunks.flatMap((c) => splitter.push(typeof c === "string" ? bytes(c) : c, false, at));
  return [...lines, ...splitter.end()];
}

const brief = (lines: OutputLine[]) =>
  lines.map((line) => line.text + (line.overwritten ? "«" : "") + (line.continued ? "…" : ""));

describe("ends of lines", () => {
  test.each([
    ["a\nb\n", ["a", "b"]],
    ["a\n\nb", ["a", "", "b"]],
    ["", []],
    ["\n", [""]],
    ["a\r\nb\r\n", ["a", "b"]],
    ["a\r\r\nb", ["a", "b"]],
    ["10%\r20%\r30%\n", ["10%«", "20%«", "30%"]],
    ["\r10%\r20%\nend", ["10%«", "20%", "end"]],
    ["50%\r", ["50%"]],
    ["\r", []],
    ["\r\n", [""]],
  ])("%j", (text, expected) => {
    expect(brief(split(text))).toEqual(expected);
    expect(brief(split(...text))).toEqual(expected);
  });

  test("stdout and stderr do not run into each other", () => {
    const splitter = new LineSplitter();
    expect(splitter.push(bytes("out"), false, at)).toEqual([]);
    expect(splitter.push(bytes("fault\n"), true, later)).toEqual([
      { text: "fault", at: later, stderr: true, continued: false, overwritten: false },
    ]);
    expect(splitter.push(bytes("put\n"), false, later)).toEqual([
      { text: "output", at, stderr: false, continued: false, overwritten: false },
    ]);
  });

  test("BuildKit's word that it clipped the output is a line of its own", () => {
    const clipped = "35984\n35\n[output clipped, log limit 200KiB/s reached]\n60001\n";
    expect(brief(split(clipped))).toContain("[output clipped, log limit 200KiB/s reached]");
  });
});

describe("bytes", () => {
  test.each<[string, number[], string]>([
    ["NUL and other controls", [0, 7, 8, 0x0b, 0x7f], "\\x00\\x07\\x08\\x0b\\x7f"],
    ["TAB and ANSI colours stay", [9, 0x1b, 0x5b, 0x33, 0x31, 0x6d], "\t\x1b[31m"],
    ["what is no UTF-8", [0x61, 0xff, 0xe2, 0x82, 0x62], "a\\xff\\xe2\\x82b"],
    ["an overlong slash and a surrogate", [0xc0, 0xaf, 0xed, 0xa0, 0x80], "\\xc0\\xaf\\xed\\xa0\\x80"],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"],
    ["a byte order mark is kept", [0xef, 0xbb, 0xbf, 0x61], "\ufeffa"],
    ["the replacement character itself", [0xef, 0xbf, 0xbd], "\ufffd"],
    ["four bytes", [...Buffer.from("🥖")], "🥖"],
  ])("%s", (_, input, expected) => {
    expect(split(Uint8Array.from(input)).map((line) => line.text)).toEqual([expected]);
    expect(split(...input.map((byte) => Uint8Array.of(byte))).map((line) => line.text)).toEqual([expected]);
  });
});

describe("long lines", () => {
  test("exactly as long as a line may be: one line", () => {
    expect(split(`${"x".repeat(longestLine)}\n`)).toHaveLength(1);
  });

  test("10 MB come in pieces, cut between characters, with nothing lost", () => {
    const line = `x${"é🥖".repeat(1_700_000)}`;
    const pieces = split(bytes(line), "\n");
    expect(pieces.map((piece) => piece.text).join("")).toBe(line);
    expect(pieces.slice(0, -1).every((piece) => piece.continued)).toBe(true);
    expect(pieces.at(-1)?.continued).toBe(false);
    expect(Math.max(...pieces.map((piece) => bytes(piece.text).length))).toBeLessThanOrEqual(longestLine);
  });
});

describe("output that stands still", () => {
  test("comes out at the second tick, and the line goes on after it", () => {
    const splitter = new LineSplitter();
    splitter.push(bytes("Continue? [y/n] "), false, at);
    expect(splitter.flushIdle()).toEqual([]);
    expect(brief(splitter.flushIdle())).toEqual(["Continue? [y/n] …"]);
    expect(splitter.flushIdle()).toEqual([]);
    expect(splitter.push(bytes("yes\n"), false, later)).toEqual([
      { text: "yes", at: later, stderr: false, continued: false, overwritten: false },
    ]);
  });

  test("is left alone while it grows, and never cut in a character", () => {
    const splitter = new LineSplitter();
    const flushed = [..."....."].flatMap((dot) => [
      ...splitter.push(bytes(dot), false, at),
      ...splitter.flushIdle(),
    ]);
    expect(flushed).toEqual([]);
    const [first, ...rest] = bytes("é");
    splitter.push(Uint8Array.of(first!), false, at);
    splitter.flushIdle();
    expect(brief(splitter.flushIdle())).toEqual([".....…"]);
    expect(brief([...splitter.push(Uint8Array.from(rest), false, at), ...splitter.end()])).toEqual(["é"]);
  });

  test("a progress bar that stands still is shown and replaced all the same", () => {
    const splitter = new LineSplitter();
    splitter.push(bytes("50%\r"), false, at);
    splitter.flushIdle();
    expect(brief(splitter.flushIdle())).toEqual(["50%…"]);
    expect(brief(splitter.push(bytes("60%\n"), false, at))).toEqual(["«", "60%"]);
  });
});

describe("any way of cutting up the same bytes", () => {
  // A small generator with a seed, so that a failure can be seen again.
  function generator(seed: number) {
    let state = seed;
    return (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }
  const alphabet = [
    "a",
    "\n",
    "\r",
    "\r\n",
    "é",
    "€",
    "🥖",
    "\0",
    "\t",
    "\x1b[1m",
    "x".repeat(5000),
    "é".repeat(9000),
  ];

  function randomBytes(random: (below: number) => number): Uint8Array {
    const parts = Array.from({ length: 40 }, () =>
      random(6) === 0 ? Uint8Array.of(128 + random(128)) : bytes(alphabet[random(alphabet.length)]!),
    );
    return Buffer.concat(parts);
  }

  function cut(whole: Uint8Array, random: (below: number) => number): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    for (let start = 0; start < whole.length; ) {
      const length = 1 + random(random(3) === 0 ? 4 : 6000);
      chunks.push(whole.subarray(start, start + length));
      start += length;
    }
    return chunks;
  }

  function joined(lines: OutputLine[]) {
    const whole: { text: string; overwritten: boolean }[] = [];
    let text = "";
    for (const line of lines) {
      text += line.text;
      if (line.continued) continue;
      whole.push({ text, overwritten: line.overwritten });
      text = "";
    }
    expect(text).toBe("");
    return whole;
  }

  test("gives the same lines", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = generator(seed);
      const whole = randomBytes(random);
      expect(split(...cut(whole, random)), `seed ${seed}`).toEqual(split(whole));
    }
  });

  test("and the same text when idle pieces are let out in between", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = generator(seed);
      const whole = randomBytes(random);
      const splitter = new LineSplitter();
      const lines = cut(whole, random).flatMap((chunk) => [
        ...splitter.push(chunk, false, at),
        ...(random(2) === 0 ? [...splitter.flushIdle(), ...splitter.flushIdle()] : []),
      ]);
      lines.push(...splitter.end());
      expect(joined(lines), `seed ${seed}`).toEqual(joined(split(whole)));
    }
  });
});
