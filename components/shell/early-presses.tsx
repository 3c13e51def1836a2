"use client";
import { useLayoutEffect } from "react";

/** Presses again, once the page has come to life, what was pressed last before: see `KEEP_PRESSES`. */
export function EarlyPresses() {
  useLayoutEffect(() => {
    const kept = window as Window & { early?: { pressed?: Element; end: () => void } };
    const pressed = kept.early?.pressed;
    kept.early?.end();
    kept.early = undefined;
    if (!pressed) return;
    setTimeout(() => {
      if (!pressed.isConnected) return;
      if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
      else pressed.closest("button")?.click();
    });
  }, []);
  return null;
}
