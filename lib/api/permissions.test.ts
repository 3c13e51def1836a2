import { isContractProcedure } from "@orpc/contract";
import { createRouterClient } from "@orpc/server";
import { expect, test } from "vitest";
import { contract } from "#lib/api/contract/contract";
import { router } from "#lib/api/router";
import type { Context } from "#lib/auth/context";
import { isAtLeast, ROLES, type Role } from "#lib/auth/roles";
import { makeMember, makeOwner } from "#lib/testing/make";
import { makeOperations, type Need } from "#lib/testing/operations";
import { type Fixture, makeFixture } from "#lib/testing/permission-fixture";

const operations = makeOperations();
const paths = listPaths(contract);

function listPaths(node: object, path: string[] = []): string[] {
  if (isContractProcedure(node)) return [path.join(".")];
  return Object.entries(node).flatMap(([key, child]) => listPaths(child as object, [...path, key]));
}

/** What a call came to: "done", or the code of its error. */
async function outcome(ctx: Context | null, path: string, input: unknown): Promise<string> {
  const client = createRouterClient(router, { context: { identify: async () => ctx } });
  const call = path.split(".").reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], client);
  try {
    const answer = await (call as (input: unknown) => Promise<unknown>)(input);
    // A stream that is left open would hold on to what it reads from.
    const { return: end, body } = (answer ?? {}) as {
      return?: () => Promise<unknown>;
      body?: ReadableStream;
    };
    if (typeof end === "function") await end.call(answer);
    if (body instanceof ReadableStream) await body.cancel();
    return "done";
  } catch (error) {
    return String((error as { code?: string }).code);
  }
}

test("every operation of the contract says who may do it, and no other is listed", () => {
  expect(Object.keys(operations).sort()).toEqual([...paths].sort());
});

/** Asked for at the right place; what comes of it is another test's business, unless it was not let through. */
const LET_THROUGH = ["done", "conflict", "invalid"];

function expected(need: Need, role: Role | "administrator", isMember: boolean): string[] {
  // What anyone may ask for is guarded otherwise: setting up by its code.
  if (need === "anyone") return [...LET_THROUGH, "forbidden"];
  if (need === "signedIn") return LET_THROUGH;
  if (need === "administrator") return role === "administrator" ? LET_THROUGH : ["forbidden"];
  if (!isMember) return ["not_found"];
  return isAtLeast(role as Role, need) ? LET_THROUGH : ["forbidden"];
}

const shared = makeFixture();
const stranger = makeOwner();
const administrator = makeOwner({ isAdmin: true });

/** Where nothing is changed, all look at the same. */
function fixtureFor(path: string): Promise<Fixture> {
  return methodOf(path) === "GET" ? shared : makeFixture();
}

function methodOf(path: string): string | undefined {
  const procedure = path
    .split(".")
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], contract);
  return isContractProcedure(procedure) ? procedure["~orpc"].route.method : undefined;
}

test.each(Object.entries(operations))("%s", async (path, { need, input }) => {
  const asMember = async (role: Role) => {
    const fixture = await fixtureFor(path);
    const ctx = role === "owner" ? fixture.owner : await makeMember(fixture.owner, role);
    return outcome(ctx, path, await input(fixture, ctx));
  };
  const asOther = async (ctx: Context | null) => {
    const fixture = await fixtureFor(path);
    return outcome(ctx, path, await input(fixture, ctx ?? (await stranger)));
  };
  const [roles, other, nobody, admin] = await Promise.all([
    Promise.all(ROLES.map(asMember)),
    asOther(await stranger),
    asOther(null),
    need === "administrator" ? asOther(await administrator) : "done",
  ]);
  for (const [index, role] of ROLES.entries()) {
    expect(expected(need, role, true), `as ${role} of the team`).toContain(roles[index]);
  }
  expect(expected(need, "owner", false), "as an owner of another team").toContain(other);
  expect(need === "anyone" ? expected(need, "viewer", false) : ["unauthenticated"], "as nobody").toContain(
    nobody,
  );
  expect(LET_THROUGH, "as an administrator of the instance").toContain(admin);
});
