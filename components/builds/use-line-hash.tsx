"use client";
import { useCallback, useEffect, useState } from "react";

/** The line that the address names (#L12), null for none, and a way to name another. */
export function useLineHash(): [number | null, (line: number | null) => void] {
  const [line, setLine] = useState<number | null>(null);
  useEffect(() => {
    const read = () => {
      const match = /^#L(\d{1,7})$/.exec(window.location.hash);
      setLine(match ? Number(match[1]) : null);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  const change = useCallback((next: number | null) => {
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", `${pathname}${search}${next === null ? "" : `#L${next}`}`);
    setLine(next);
  }, []);
  return [line, change];
}
