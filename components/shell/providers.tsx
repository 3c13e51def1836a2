"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "#components/query/query-client";
import { Toaster } from "#components/ui/toast";

/** What every page stands in: the query cache, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delay={400} closeDelay={0}>
        <Toaster>
          <div id="app">{children}</div>
        </Toaster>
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
