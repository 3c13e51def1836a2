import { useSyncExternalStore } from "react";

let expired = false;
const listeners = new Set<() => void>();

function set(next: boolean) {
  if (expired === next) return;
  expired = next;
  for (const listener of listeners) listener();
}

/** The API said 401: opens the dialog to sign in again over whatever is being done. */
export function askToSignIn(): void {
  if (typeof window !== "undefined") set(true);
}

/** Signed in again. */
export function sessionRenewed(): void {
  set(false);
}

/** Whether the session has run out. */
export function useSessionExpired(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => expired,
    () => false,
  );
}
