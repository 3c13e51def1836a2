import { expect, test } from "vitest";
import { formatLogAddress, isAddressed, parseLogAddress } from "#components/builds/log-address";

test.each([
  ["#step-3", { step: 3 }],
  ["#step-3:120", { step: 3, from: 120, to: 120 }],
  ["#step-3:120-124", { step: 3, from: 120, to: 124 }],
])("%s names a place and back", (hash, address) => {
  expect(parseLogAddress(hash)).toEqual(address);
  expect(formatLogAddress(address)).toBe(hash);
});

test("a range given backwards is turned round", () => {
  expect(parseLogAddress("#step-0:9-2")).toEqual({ step: 0, from: 2, to: 9 });
});

test.each(["", "#", "#L12", "#step-", "#step-3:", "#step-3:x", "#step-1234567", "#step-3:1-2-3"])(
  "%s names no place",
  (hash) => expect(parseLogAddress(hash)).toBeNull(),
);

test("a row is addressed when any of its lines is", () => {
  const address = { step: 1, from: 10, to: 12 };
  expect(isAddressed(address, 1, 8, 10)).toBe(true);
  expect(isAddressed(address, 1, 13)).toBe(false);
  expect(isAddressed(address, 2, 11)).toBe(false);
  expect(isAddressed({ step: 1 }, 1, 1)).toBe(false);
  expect(isAddressed(null, 1, 1)).toBe(false);
});
