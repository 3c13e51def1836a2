import type { ReactNode } from "react";

export interface ToastOptions {
  title: ReactNode;
  description?: ReactNode;
  tone?: "success" | "danger";
  /** Such as {label: "Undo", onClick}; such a toast stays for 10 s instead of 5. */
  action?: { label: string; onClick: () => void };
}

let waiting: readonly ToastOptions[] = [];
const listeners = new Set<() => void>();

function setWaiting(next: readonly ToastOptions[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Says that something happened, at the edge of the page. Callable from anywhere in the browser. */
export function toast(options: ToastOptions): void {
  setWaiting([...waiting, options]);
}

/** What was said and is not shown yet: there may be nothing to show it so far. */
export const waitingToasts = {
  read: () => waiting,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  take: () => {
    const taken = waiting;
    if (taken.length > 0) setWaiting([]);
    return taken;
  },
};
