import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./log.module.css", import.meta.url), "utf8");
const colours = new Map(
  [...css.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? "", { light: light ?? "", dark: dark ?? "" }],
  ),
);

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const ansi = [...colours.keys()].filter((name) => name.startsWith("--ansi-"));

test("all sixteen are there", () => expect(ansi).toHaveLength(16));

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const background = colours.get("--log-bg")?.[theme] ?? "";
  test.each(ansi)("%s can be read on the log's ground", (name) => {
    expect(contrast(colours.get(name)?.[theme] ?? "", background)).toBeGreaterThanOrEqual(4.5);
  });
});
