import { isContractProcedure } from "@orpc/contract";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { curlCommand, fillPath } from "#components/api-reference/curl-command";
import { exampleBody } from "#components/api-reference/example-body";
import { type Operation, readReference } from "#components/api-reference/reference";
import { findOperations } from "#components/api-reference/reference-list";
import { limitsOf, shapesOf, typeWord } from "#components/api-reference/schema-shape";
import { contract } from "#lib/api/contract/contract";
import { openapiDocument } from "#lib/api/openapi";

const OWN = {
  origin: "https://bakehouse.example.com",
  team: "media",
  otherTeam: "vision",
  image: "ffmpeg",
  version: 3,
  build: "0190c8d4-0000-7000-8000-000000000000",
  tag: "3.2",
  project: "web-shop",
  use: "gpu",
  user: "u1",
};

const groups = readReference(await openapiDocument());
const operations = groups.flatMap((group) => group.operations);

function named(id: string): Operation {
  const operation = operations.find((each) => each.id === id);
  if (!operation) throw new Error(`There is no ${id}`);
  return operation;
}

/** The contract's own schema of an operation's input. */
function inputOf(id: string): z.ZodType | undefined {
  const [noun = "", verb = ""] = id.split(".");
  const procedure = (contract as Record<string, Record<string, unknown>>)[noun]?.[verb];
  if (!isContractProcedure(procedure)) throw new Error(`The contract has no ${id}`);
  return procedure["~orpc"].inputSchema as z.ZodType | undefined;
}

describe("the reference", () => {
  test("has every operation of the contract, once, with what it does and answers", () => {
    const procedures = Object.values(contract).flatMap((noun) => Object.values(noun));
    expect(operations).toHaveLength(procedures.length);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    for (const { id, summary, answers } of operations) {
      expect(summary, id).not.toBe("");
      expect(answers.length, id).toBeGreaterThan(0);
      expect(
        answers.map(({ status }) => status),
        id,
      ).not.toContain("default");
    }
  });

  test("says who may", () => {
    expect(named("projects.create")).toMatchObject({ summary: "Create a project", who: "maintainers" });
    expect(named("projects.get").who).toBeNull();
    expect(named("account.setup").summary).toContain("(once");
  });

  test("finds operations by any of their words", () => {
    expect(findOperations(groups, "PUT uses").map(({ id }) => id)).toEqual(["projects.saveUse"]);
    expect(findOperations(groups, "no such thing")).toEqual([]);
  });

  test("tells what the events of a stream carry, not how they are wrapped", () => {
    const [answer] = named("builds.follow").answers;
    const labels = shapesOf(answer?.schema ?? {}).map(({ label }) => label);
    expect(labels).toEqual(['type: "state"', 'type: "step"', 'type: "log"']);
  });
});

describe("examples", () => {
  const withBody = operations.filter(({ body }) => body !== null);

  test.each(withBody.map((operation) => [operation.id, operation] as const))(
    "%s takes its own",
    (id, operation) => {
      const parameters = Object.fromEntries(
        operation.parameters.map(({ name }) => [name, parameterValue(name)]),
      );
      const body = exampleBody(operation.body ?? {}, OWN) as object;
      const input = inputOf(id)?.safeParse({ ...parameters, ...body });
      // Identifiers cannot be known beforehand.
      const issues = input?.error?.issues.filter(({ message }) => !/UUID/i.test(message)) ?? [];
      expect(issues).toEqual([]);
    },
  );

  /** What the path's name becomes: numbers are read from the address as text. */
  function parameterValue(name: string): unknown {
    const text = decodeURIComponent(fillPath(`/builds/{${name}}`, OWN)).replace("/builds/", "");
    return /^\d+$/.test(text) ? Number(text) : text;
  }

  test("a command with the viewer's own values, as words of a shell", () => {
    expect(curlCommand(named("projects.resolve"), OWN)).toBe(
      'curl -sS -H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\\n  "https://bakehouse.example.com/api/v1/projects/media/web-shop/image"',
    );
    expect(curlCommand(named("images.list"), OWN)).toContain("/images?team=media");
    expect(curlCommand(named("builds.follow"), OWN)).toContain("curl -sS -N");
    expect(curlCommand(named("builds.follow"), OWN)).toContain(OWN.build);
    const save = curlCommand(named("projects.saveUse"), OWN);
    expect(save).toContain("-X PUT");
    expect(save).toContain("/projects/media/web-shop/uses/gpu");
    expect(save).toContain('"image": "media/ffmpeg"');
  });

  test("a quote in a body stays in it", () => {
    const body = { type: "object", properties: { what: { const: "it's" } }, required: ["what"] };
    expect(curlCommand({ ...named("images.create"), body }, OWN)).toContain(`"it'\\''s"`);
  });
});

describe("types in words", () => {
  test.each([
    [{ type: "string" }, "string"],
    [{ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }, "time or null"],
    [{ enum: ["use", "edit"], type: "string" }, '"use" or "edit"'],
    [{ type: "array", items: { type: "object", properties: { a: { type: "string" } } } }, "list of objects"],
    [{ type: "object", additionalProperties: { type: "string" } }, "object with strings by name"],
    [{ type: "object", additionalProperties: {} }, "object of any fields"],
    [{ anyOf: [{ type: "string" }, { type: "integer" }] }, "string or integer"],
    [{ const: "state" }, '"state"'],
    [{}, "anything"],
  ])("%j: %s", (schema, word) => {
    expect(typeWord(schema)).toBe(word);
  });

  test("limits, without those of the language itself", () => {
    const whole = { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    expect(limitsOf(whole)).toEqual([]);
    expect(limitsOf({ type: "integer", minimum: 1, maximum: 100, default: 50 })).toEqual([
      "default 50",
      "1 to 100",
    ]);
    expect(limitsOf({ anyOf: [{ type: "string", maxLength: 500 }, { type: "null" }] })).toEqual([
      "at most 500 characters",
    ]);
  });
});
