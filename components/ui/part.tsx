"use client";
import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { toast } from "#components/ui/toast";

/** Something that pages begin without, such as a dialog: its code comes later, once for all who show it. */
export interface Part<Of> {
  /** What a toast calls it when it cannot be had: "The search". */
  name: string;
  read: () => Of | null;
  fetch: () => Promise<void>;
  subscribe: (onCome: () => void) => () => void;
}

/** @param load such as `() => import("…")` */
export function definePart<Of>(name: string, load: () => Promise<Of>): Part<Of> {
  let is: Of | null = null;
  let coming: Promise<void> | null = null;
  const waiting = new Set<() => void>();
  return {
    name,
    read: () => is,
    fetch: () => {
      coming ??= load().then(
        (loaded) => {
          is = loaded;
          for (const onCome of waiting) onCome();
        },
        (error) => {
          coming = null;
          throw error;
        },
      );
      return coming;
    },
    subscribe: (onCome) => {
      waiting.add(onCome);
      return () => waiting.delete(onCome);
    },
  };
}

/** The part once its code is there: fetched when the browser has nothing else to do, or at once where it is wanted. */
export function usePart<Of>(part: Part<Of>, isWanted: boolean): Of | null {
  const is = useSyncExternalStore(part.subscribe, part.read, () => null);
  const isMissing = is === null;
  useEffect(() => {
    if (!isMissing) return;
    return isWanted ? fetchUntilItComes(part) : whenIdle(() => void part.fetch().catch(() => {}));
  }, [isMissing, isWanted, part]);
  return is;
}

/** What shows a part: nothing until its code is there. */
export function WhenIdle<Of>(props: { part: Part<Of>; open: boolean; children: (is: Of) => ReactNode }) {
  const is = usePart(props.part, props.open);
  return is === null ? null : props.children(is);
}

/** A dialog that comes as a part, to be used as if it were there. */
export function laterDialog<Props extends { open: boolean }>(load: () => Promise<ComponentType<Props>>) {
  const part = definePart("The dialog", async () => ({ Dialog: await load() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each dialog, where modules are defined
  return function LaterDialog(props: Props) {
    const is = usePart(part, props.open);
    return is && <is.Dialog {...props} />;
  };
}

function fetchUntilItComes<Of>(part: Part<Of>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const attempt = (isFirst: boolean): Promise<void> =>
    part.fetch().catch(() => {
      if (isOver) return;
      if (isFirst) toast({ tone: "danger", title: `${part.name} could not be loaded`, description: ADVICE });
      timer = setTimeout(() => void attempt(false), AGAIN_MS);
    });
  void attempt(true);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

function whenIdle(run: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (!window.requestIdleCallback) {
    const timer = setTimeout(run, 200);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(run);
  return () => window.cancelIdleCallback(handle);
}

const AGAIN_MS = 3000;
const ADVICE =
  "It is tried again until it comes. Check the connection; if it goes on, reload the page: Bakehouse may be a newer one.";
