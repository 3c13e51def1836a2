"use client";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { problemOf } from "#lib/api/client";

export interface LoadMoreProps {
  /** What useInfiniteQuery returns. */
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => unknown;
  };
  /** How many are shown and how many there are. */
  shown: number;
  total?: number;
}

/** The end of a list: fetches the next page when it comes near the view, or when pressed. */
export function LoadMore({ query, shown, total }: LoadMoreProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = query;
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const observer = new IntersectionObserver(
      (entries) => {
        // Several may come at once; the last says how it is now.
        if (entries.at(-1)?.isIntersecting) fetchNextPage();
      },
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  if (!hasNextPage && !isFetchNextPageError) return null;
  return (
    <div ref={end} className="flex flex-col items-center gap-2 border-t border-line p-3">
      {isFetchNextPageError ? <Callout tone="danger">{problemOf(error).detail}</Callout> : null}
      <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? "Loading" : "Load more"}
      </Button>
      <p className="text-xs text-subtle tabular-nums">
        {shown.toLocaleString("en-US")}
        {total === undefined ? null : ` of ${total.toLocaleString("en-US")}`}
      </p>
    </div>
  );
}
