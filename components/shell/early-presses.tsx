"use client";
import { useLayoutEffect } from "react";

/**
 * Runs as the HTML is read, before any other script is there: keeps what is pressed last (for the keys of the search, how to
 * find its button, which may be still to come), and does not let the browser send forms by itself. Only once the event is
 * over: React may come to life by that very press, and then answers it itself. On the window, on the way down: React stops
 * what it cannot answer yet.
 */
const KEEP_PRESSES = `{
  const early = {};
  const keep = (event) => {
    if (event.type === "submit") event.preventDefault();
    setTimeout(() => { early.pressed = event.target; });
  };
  const keepKeys = (event) => {
    if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setTimeout(() => { early.pressed = "[aria-keyshortcuts~='Control+K']"; });
  };
  const kept = { click: keep, submit: keep, keydown: keepKeys };
  early.end = () => {
    for (const type in kept) removeEventListener(type, kept[type], true);
  };
  for (const type in kept) addEventListener(type, kept[type], true);
  window.early = early;
}`;

/** Does, once the page has come to life, what was pressed last before. Stands first in the page. */
export function EarlyPresses() {
  useLayoutEffect(() => {
    const kept = window as Window & { early?: { pressed?: Element | string; end: () => void } };
    const early = kept.early?.pressed;
    kept.early?.end();
    kept.early = undefined;
    if (!early) return;
    // After what the page does first.
    setTimeout(() => {
      const pressed = typeof early === "string" ? document.querySelector(early) : early;
      if (!pressed?.isConnected) return;
      if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
      else pressed.closest("button")?.click();
    });
  }, []);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant
  return <script dangerouslySetInnerHTML={{ __html: KEEP_PRESSES }} />;
}
