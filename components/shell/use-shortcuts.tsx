"use client";
import { useEffect, useRef } from "react";
import { registerShortcuts, type Shortcut } from "#components/shell/shortcuts";

/**
 * Keys that work while this component is shown and nobody types; `?` lists them under the title. The newest
 * functions are called, whatever was rendered when the keys were registered.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join("\n");
  useEffect(
    () =>
      registerShortcuts({
        title,
        shortcuts: (shape ? shape.split("\n") : []).map((line, index) => {
          const [keys = "", label = ""] = line.split("\t");
          return { keys, label, run: () => latest.current[index]?.run() };
        }),
      }),
    [title, shape],
  );
}
