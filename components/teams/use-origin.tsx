"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Where the reader reaches this site, such as https://bakehouse.example.com; "" on the server. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
}
