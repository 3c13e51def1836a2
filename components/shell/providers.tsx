"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "#components/query/query-client";
import { definePart, WhenIdle } from "#components/ui/part";
import { Toaster } from "#components/ui/toaster";

const tooltips = definePart("Tooltips", () => import("#components/ui/tooltip-surface"));

/** What every page stands in: the query cache, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <div id="app">{children}</div>
      <WhenIdle part={tooltips} open={false}>
        {({ TooltipSurface }) => <TooltipSurface />}
      </WhenIdle>
      <Toaster />
    </QueryClientProvider>
  );
}
