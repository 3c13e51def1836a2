"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { orpc } from "#lib/api/query";

export interface LogHit {
  step: number;
  n: number;
}

export interface LogSearch {
  /** What is typed. */
  text: string;
  setText: (text: string) => void;
  /** What was searched and is marked, in lower case. */
  query: string;
  hits: readonly LogHit[];
  /** There are more hits than were asked for. */
  hasMore: boolean;
  isSearching: boolean;
  isFailed: boolean;
  /** Index of the hit gone to, -1 before any. */
  current: number;
  /** Makes the next or the one before the current hit; returns it. */
  move: (by: 1 | -1) => LogHit | null;
}

const TYPING_MS = 180;
const LIMIT = 1000;
/** While the build runs, hits in new lines are looked for this often. */
const AGAIN_MS = 3000;

/** Searches a build's whole log on the server, as it is typed. */
export function useLogSearch(buildId: string, stepOrder: readonly number[], isRunning: boolean): LogSearch {
  const [text, setText] = useState("");
  const [query, setQuery] = useState("");
  const [current, setCurrent] = useState(-1);

  useEffect(() => {
    const timer = setTimeout(() => {
      setQuery(text.toLowerCase());
      setCurrent(-1);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const { data, isLoading, isPlaceholderData, isError } = useQuery({
    ...orpc.builds.search.queryOptions({ input: { id: buildId, q: query || " ", limit: LIMIT } }),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? AGAIN_MS : false,
  });

  const hits = useMemo(() => {
    if (!query || !data) return [];
    const place = new Map(stepOrder.map((step, index) => [step, index]));
    return data.items
      .filter((line) => !line.overwritten)
      .sort((one, other) => (place.get(one.step) ?? 0) - (place.get(other.step) ?? 0) || one.n - other.n);
  }, [data, query, stepOrder]);

  return {
    text,
    setText,
    query,
    hits,
    hasMore: hits.length > 0 && Boolean(data?.more),
    isSearching: text !== "" && (text.toLowerCase() !== query || isPlaceholderData || isLoading),
    isFailed: Boolean(query) && isError,
    current,
    move(by) {
      if (hits.length === 0) return null;
      const next = current === -1 && by === -1 ? hits.length - 1 : (current + by + hits.length) % hits.length;
      setCurrent(next);
      return hits[next] ?? null;
    },
  };
}
