"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { RefObject } from "react";
import type { LogHit, LogSearch as Search } from "#components/builds/use-log-search";
import { IconButton } from "#components/ui/icon-button";
import { SearchInput } from "#components/ui/search-input";

export interface LogSearchProps {
  search: Search;
  input: RefObject<HTMLInputElement | null>;
  onHit: (hit: LogHit) => void;
}

/** The field that searches the log, how many hits there are, and the ways to the next and the last. */
export function LogSearch({ search, input, onHit }: LogSearchProps) {
  const go = (by: 1 | -1) => {
    const hit = search.move(by);
    if (hit) onHit(hit);
  };
  const isEmpty = search.hits.length === 0;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1 sm:max-w-md">
      <SearchInput
        ref={input}
        label="Search the log"
        placeholder="Search the log"
        keys="/"
        value={search.text}
        onValueChange={search.setText}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          go(event.shiftKey ? -1 : 1);
        }}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1"
      />
      {search.text ? (
        <>
          <span role="status" className="px-1 text-xs whitespace-nowrap text-muted tabular-nums">
            {summarise(search)}
          </span>
          <IconButton
            label="Previous hit"
            keys="Shift+Enter"
            size="sm"
            icon={<ChevronUp />}
            disabled={isEmpty}
            onClick={() => go(-1)}
          />
          <IconButton
            label="Next hit"
            keys="Enter"
            size="sm"
            icon={<ChevronDown />}
            disabled={isEmpty}
            onClick={() => go(1)}
          />
        </>
      ) : null}
    </div>
  );
}

function summarise({ hits, hasMore, current, isSearching, isFailed }: Search): string {
  if (isFailed) return "Search failed";
  if (hits.length === 0) return isSearching ? "…" : "No hits";
  const total = `${hits.length.toLocaleString("en-US")}${hasMore ? "+" : ""}`;
  if (current === -1) return `${total} ${hits.length === 1 ? "hit" : "hits"}`;
  return `${(current + 1).toLocaleString("en-US")} of ${total}`;
}
