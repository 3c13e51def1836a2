import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const pairs = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const GROUNDS = ["bg", "bg-raised", "bg-sunken", "bg-hover"];
const TEXTS = ["fg", "fg-muted", "fg-subtle", "accent", "danger", "warning", "success", "info"];
const SYNTAX = ["keyword", "string", "comment", "number", "variable"].map((name) => `syntax-${name}`);
const TONES = ["accent", "danger", "warning", "success", "info"];

describe.each([
  ["light", 2],
  ["dark", 3],
] as const)("%s", (_theme, group) => {
  const colour = Object.fromEntries(pairs.map((pair) => [pair[1]!, pair[group]!]));

  /** WCAG 2.2, 1.4.3: text needs 4.5:1; 1.4.11: the outline of a control needs 3:1. */
  test.each([
    ...GROUNDS.flatMap((ground) => [...TEXTS, ...SYNTAX].map((text) => [text, ground, 4.5] as const)),
    ...GROUNDS.map((ground) => ["control", ground, 3] as const),
    ...TONES.flatMap((tone) => [tone, "fg", "fg-muted"].map((text) => [text, `${tone}-soft`, 4.5] as const)),
    ["on-accent", "accent", 4.5] as const,
    ["on-accent", "accent-hover", 4.5] as const,
    ["on-accent", "danger", 4.5] as const,
  ])("%s on %s has %s:1", (text, ground, least) => {
    expect(contrast(colour[text]!, colour[ground]!)).toBeGreaterThanOrEqual(least);
  });
});
