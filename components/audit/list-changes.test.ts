import { expect, test } from "vitest";
import { listChanges } from "#components/audit/list-changes";

test("values that are the same on both sides are left out", () => {
  const before = { description: "Old", events: ["a", "b"], same: 1 };
  const after = { description: "New", events: ["a"], same: 1 };
  expect(listChanges(before, after)).toEqual([
    { name: "description", before: "Old", after: "New" },
    { name: "events", before: '[ "a", "b" ]', after: '[ "a" ]' },
  ]);
});

test("what came and what went has one side", () => {
  expect(listChanges({ gone: null }, { come: false })).toEqual([
    { name: "gone", before: "null", after: undefined },
    { name: "come", before: undefined, after: "false" },
  ]);
  expect(listChanges(null, { role: "owner" })).toEqual([{ name: "role", before: undefined, after: "owner" }]);
  expect(listChanges({ role: "owner" }, null)).toEqual([{ name: "role", before: "owner", after: undefined }]);
  expect(listChanges(null, null)).toEqual([]);
});
