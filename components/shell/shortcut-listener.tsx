"use client";
import { useEffect } from "react";
import { matchShortcut } from "#components/shell/shortcuts";

const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Listens for the keys of everything that is shown; silent while someone types or a dialog is open. */
export function ShortcutListener() {
  useEffect(() => {
    let pressed = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.key.length !== 1 ||
        isTyping(event.target) ||
        document.querySelector("[role=dialog]:not([aria-modal=false])")
      )
        return;
      clearTimeout(timer);
      for (const keys of [pressed ? `${pressed} ${event.key}` : event.key, event.key]) {
        const match = matchShortcut(keys);
        if (!match) continue;
        pressed = match === "partial" ? keys : "";
        if (match === "partial") {
          timer = setTimeout(() => {
            pressed = "";
          }, SEQUENCE_MS);
        } else {
          event.preventDefault();
          match.run();
        }
        return;
      }
      pressed = "";
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
  return null;
}
