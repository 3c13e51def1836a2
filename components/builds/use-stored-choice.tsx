"use client";
import { useCallback, useSyncExternalStore } from "react";

const EVENT = "bakehouse-choice";

/** How someone likes to see something, kept in this browser: one of `choices`, the first by default. */
export function useStoredChoice<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): [Choice, (choice: Choice) => void] {
  const stored = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  );
  const set = useCallback(
    (choice: Choice) => {
      try {
        localStorage.setItem(name, choice);
      } catch {
        // Storage may be full or forbidden; the choice then lasts as long as the page.
        memory.set(name, choice);
      }
      window.dispatchEvent(new Event(EVENT));
    },
    [name],
  );
  return [choices.find((choice) => choice === stored) ?? choices[0], set];
}

const memory = new Map<string, string>();

function read(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(EVENT, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(EVENT, listener);
    window.removeEventListener("storage", listener);
  };
}
