"use client";
import { useCallback, useMemo, useSyncExternalStore } from "react";

/** A new image as it is being written. */
export interface NewImageDraft {
  /** The id of the starting point that the text began as. */
  point: string;
  team: string;
  name: string;
  description: string;
  message: string;
  dockerfile: string;
}

const KEY = "draft of a new image";
const listeners = new Set<() => void>();
/** For when the storage is full or forbidden: the draft then lasts as long as the page. */
let memory: string | null = null;

/**
 * What was written of a new image and not created, kept in this tab's storage so that it survives a reload, an
 * expired session and a look at another page; null when there is nothing.
 */
export function useNewImageDraft(): [NewImageDraft | null, (draft: NewImageDraft | null) => void] {
  const stored = useSyncExternalStore(subscribe, read, () => null);
  const draft = useMemo(() => parse(stored), [stored]);
  const set = useCallback((next: NewImageDraft | null) => {
    write(next === null ? null : JSON.stringify(next));
    for (const listener of listeners) listener();
  }, []);
  return [draft, set];
}

/** Whether something is kept; asked in the browser only. */
export function isNewImageDraftKept(): boolean {
  return read() !== null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): string | null {
  try {
    return memory ?? sessionStorage.getItem(KEY);
  } catch {
    return memory;
  }
}

function write(value: string | null): void {
  memory = null;
  try {
    if (value === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, value);
  } catch {
    memory = value;
  }
}

function parse(stored: string | null): NewImageDraft | null {
  if (stored === null) return null;
  try {
    return JSON.parse(stored) as NewImageDraft;
  } catch {
    return null;
  }
}
