import { minifyContractRouter } from "@orpc/contract";
import { expect, test } from "vitest";
import { contract } from "#lib/api/contract/contract";

/** What only the document is made of. */
const LEFT_OUT = new Set(["tags", "summary", "description"]);

test("the routes that browsers have are the contract's (npx vitest run lib/api/routes.test.ts --update)", async () => {
  const routes = JSON.stringify(
    minifyContractRouter(contract),
    (key, value) => (LEFT_OUT.has(key) ? undefined : value),
    2,
  );
  await expect(`${routes}\n`).toMatchFileSnapshot("routes.json");
});
