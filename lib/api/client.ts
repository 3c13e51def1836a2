import type { ClientRetryPluginContext } from "@orpc/client/plugins";
import type { ContractRouterClient } from "@orpc/contract";
import type { contract } from "#lib/api/contract/contract";
import { isProblem, type Problem } from "#lib/api/problem";

export type ApiClient = ContractRouterClient<typeof contract, ClientRetryPluginContext>;

/** What went wrong in a call of the client, in words for people. */
export function problemOf(error: unknown): Problem {
  // An ORPCError, known by what it has: to know it by its class, every page would load that.
  const data = error instanceof Error && "data" in error ? error.data : null;
  if (isProblem(data)) return data;
  const offline = error instanceof TypeError;
  return {
    type: "about:blank",
    title: offline ? "No connection" : "Unexpected error",
    status: 0,
    code: offline ? "offline" : "internal",
    detail: offline
      ? "Bakehouse did not answer. Check the connection; nothing you wrote is lost."
      : "Something went wrong that we did not expect. Try again.",
  };
}
