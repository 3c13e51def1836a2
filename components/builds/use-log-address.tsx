"use client";
import { useCallback, useEffect, useState } from "react";
import { formatLogAddress, type LogAddress, parseLogAddress } from "#components/builds/log-address";

/**
 * The place in the log that the page's address names (#step-3:120), null for none, and a way to change it
 * without a new entry in the history.
 */
export function useLogAddress(): [LogAddress | null, (address: LogAddress | null) => void] {
  const [address, setAddress] = useState<LogAddress | null>(null);

  useEffect(() => {
    const read = () => setAddress(parseLogAddress(window.location.hash));
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);

  const change = useCallback((next: LogAddress | null) => {
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", `${pathname}${search}${next ? formatLogAddress(next) : ""}`);
    setAddress(next);
  }, []);

  return [address, change];
}
