"use client";
import { useCallback, useMemo, useSyncExternalStore } from "react";

/** What someone writes and has not saved. */
export interface Draft {
  /** The version whose text it began as. */
  from: number;
  /** The newest version there was then: a newer one by now is somebody else's. */
  basedOn: number;
  text: string;
  message: string;
}

const EVENT = "bakehouse-draft";

/**
 * The draft of an image's next version, kept in this tab's storage so that it survives a reload, an expired
 * session and a look at another page; null when there is none.
 */
export function useDraft(team: string, image: string): [Draft | null, (draft: Draft | null) => void] {
  const key = `draft of ${team}/${image}`;
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const draft = useMemo(() => parse(stored), [stored]);
  const set = useCallback(
    (next: Draft | null) => {
      write(key, next === null ? null : JSON.stringify(next));
      window.dispatchEvent(new Event(EVENT));
    },
    [key],
  );
  return [draft, set];
}

/** For when the storage is full or forbidden: the draft then lasts as long as the page. */
const memory = new Map<string, string>();

function read(key: string): string | null {
  try {
    return memory.get(key) ?? sessionStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key: string, value: string | null): void {
  memory.delete(key);
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    if (value !== null) memory.set(key, value);
  }
}

function parse(stored: string | null): Draft | null {
  if (stored === null) return null;
  try {
    return JSON.parse(stored) as Draft;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(EVENT, listener);
  return () => window.removeEventListener(EVENT, listener);
}
