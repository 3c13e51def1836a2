import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CurrentTeamProvider } from "#components/shell/current-team";
import { DashboardShell } from "#components/shell/dashboard-shell";
import { TEAM_COOKIE } from "#components/shell/team-cookie";
import { setupRequired } from "#lib/auth/setup-required";
import { pageApi } from "./page-api";

export const dynamic = "force-dynamic";

/** Lets people in who are signed in; sends others to sign in, or the very first to set up. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { client, context, readAfter } = await pageApi();
  if (!context) {
    const next = encodeURIComponent((await headers()).get("x-path") ?? "/images");
    redirect((await setupRequired()) ? "/setup" : `/sign-in?next=${next}`);
  }
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery(createTanstackQueryUtils(client).account.me.queryOptions());
  const remembered = (await cookies()).get(TEAM_COOKIE)?.value ?? "";
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CurrentTeamProvider remembered={remembered}>
        <DashboardShell readAfter={readAfter}>{children}</DashboardShell>
      </CurrentTeamProvider>
    </HydrationBoundary>
  );
}
