import { expect, test } from "vitest";
import { BUILD_FIELDS, describeLimit, TEAM_FIELDS, toText, toValue } from "#components/limits/limit-fields";

const GB = { scale: 1e9 };

test.each([
  ["", null],
  [" 12.5 ", 12_500_000_000],
  ["0,5", 500_000_000],
  ["0", undefined],
  ["-1", undefined],
  ["much", undefined],
])("%o of GB is %s", (text, value) => expect(toValue(text, GB)).toBe(value));

test("what there always is cannot be left empty", () => {
  expect(toValue("", { scale: 1, required: true })).toBeUndefined();
});

test("what was read is written the same", () => {
  for (const value of [1, 67_108_864, 12_500_000_000, 1_000_000_000_000]) {
    for (const field of [...TEAM_FIELDS, ...BUILD_FIELDS])
      expect(toValue(toText(value, field), field)).toBe(value);
  }
  expect(toText(null, GB)).toBe("");
});

test("limits in words", () => {
  expect(TEAM_FIELDS.map((field) => describeLimit(field.scale, field))).toEqual([
    "1 build",
    "1 build",
    "1 minute",
    "1.00 GB",
  ]);
  expect(describeLimit(null, TEAM_FIELDS[0] as (typeof TEAM_FIELDS)[number])).toBe("no limit");
});
