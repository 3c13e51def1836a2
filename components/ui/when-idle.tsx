"use client";
import { type ReactNode, useEffect, useState } from "react";
import { toast } from "#components/ui/toast";

export interface WhenIdleProps<Part> {
  /** What a toast calls it when it cannot be had: "The search". */
  name: string;
  /** Fetches its code; the same function at each render. */
  load: () => Promise<Part>;
  open: boolean;
  children: (part: Part) => ReactNode;
}

/**
 * Something that a page begins without, such as a dialog: its code is fetched when the browser has nothing else to do, or
 * as soon as it is to open.
 */
export function WhenIdle<Part>({ name, load, open, children }: WhenIdleProps<Part>) {
  const [part, setPart] = useState<{ is: Part } | null>(null);

  useEffect(() => {
    if (part) return;
    let timer: number | undefined;
    let isOver = false;
    const fetchIt = (tried: number): Promise<void> =>
      load().then(
        (is) => setPart({ is }),
        () => {
          if (!open || isOver) return;
          if (tried === 0)
            toast({ tone: "danger", title: `${name} could not be loaded`, description: ADVICE });
          timer = window.setTimeout(() => void fetchIt(tried + 1), AGAIN_MS);
        },
      );
    if (open) {
      void fetchIt(0);
      return () => {
        isOver = true;
        window.clearTimeout(timer);
      };
    }
    // Safari has no requestIdleCallback.
    const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 200));
    const cancel = window.cancelIdleCallback ?? window.clearTimeout;
    const handle = idle(() => void fetchIt(0));
    return () => cancel(handle);
  }, [part, open, load, name]);

  return part ? children(part.is) : null;
}

const AGAIN_MS = 3000;
const ADVICE =
  "It is tried again until it comes. Check the connection; if it goes on, reload the page: Bakehouse may be a newer one.";
