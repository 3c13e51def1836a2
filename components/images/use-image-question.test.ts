import { expect, test } from "vitest";
import { toQuestion } from "#components/images/use-image-question";

test.each([
  ["", {}],
  ["channel:stable", { channel: "stable" }],
  ["channel:a:b", { channel: "a:b" }],
  ["version:3", { version: 3 }],
  ["version:0", {}],
  ["version:x", {}],
  ["build:3.2", { build: "3.2" }],
  ["build:", {}],
  ["other:1", {}],
])("%j asks for %j", (choice, question) => {
  expect(toQuestion(choice)).toEqual(question);
});
