"use client";
import { useCallback } from "react";

/**
 * Changes parameters of the page's address without asking the server again and without a new entry in the
 * history; null takes one away.
 */
export function useReplaceSearch(): (changes: Record<string, string | null>) => void {
  return useCallback((changes) => {
    const url = new URL(window.location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    window.history.replaceState(null, "", url);
  }, []);
}
