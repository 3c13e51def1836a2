import type { ReactNode } from "react";

/** What a tooltip says, of which element. */
export interface TooltipWords {
  /** The Tooltip that says it. */
  id: string;
  anchor: Element;
  label: ReactNode;
  keys?: string;
  side: "top" | "bottom" | "left" | "right";
}

const DELAY_MS = 400;
/** Time to move the pointer onto the words; within it another tooltip opens at once. */
const STAY_MS = 100;

let shown: TooltipWords | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(next: TooltipWords | null): void {
  clearTimeout(timer);
  if (shown === next) return;
  shown = next;
  for (const listener of listeners) listener();
}

/** The one tooltip that a page shows at a time. */
export const tooltipWords = {
  read: () => shown,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** The pointer rests on an element. */
  askFor: (words: TooltipWords) => {
    clearTimeout(timer);
    if (shown) show(words);
    else timer = setTimeout(show, DELAY_MS, words);
  },
  /** The keyboard's focus is on an element. */
  show,
  /** The pointer is on the words themselves. */
  keep: () => clearTimeout(timer),
  leave: (id: string) => {
    clearTimeout(timer);
    if (shown?.id === id) timer = setTimeout(show, STAY_MS, null);
  },
  close: (id: string) => {
    clearTimeout(timer);
    if (shown?.id === id) show(null);
  },
};
