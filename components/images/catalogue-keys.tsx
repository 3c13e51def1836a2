"use client";
import type { KeyboardEvent, RefObject } from "react";
import { useShortcuts } from "#components/shell/use-shortcuts";

/**
 * Keys of the catalogue: / to search, j and k (or the arrows, once the focus is in the search or the list) from
 * row to row, n for a new image; Enter opens the row, being a link. Returns what listens for the arrows.
 */
export function useCatalogueKeys({
  input,
  list,
  onNew,
}: {
  input: RefObject<HTMLInputElement | null>;
  list: RefObject<HTMLUListElement | null>;
  onNew: () => void;
}): (event: KeyboardEvent) => void {
  function focusSearch() {
    input.current?.focus();
    input.current?.select();
  }

  /** Moves the focus by rows; whether there was a row to move to. */
  function move(by: 1 | -1): boolean {
    const row = document.activeElement?.closest("li");
    const isInside = row !== null && row !== undefined && list.current?.contains(row);
    const next = isInside
      ? by === 1
        ? row.nextElementSibling
        : row.previousElementSibling
      : by === 1
        ? list.current?.firstElementChild
        : null;
    const link = next?.querySelector<HTMLElement>("a");
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
    return Boolean(link);
  }

  useShortcuts("Images", [
    { keys: "/", label: "Search images", run: focusSearch },
    { keys: "j", label: "Next image", run: () => move(1) },
    { keys: "k", label: "Previous image", run: () => move(-1) },
    { keys: "n", label: "New image", run: onNew },
  ]);

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
    const isInput = event.target === input.current;
    if (!isInput && !list.current?.contains(event.target as Node)) return;
    if (event.key === "ArrowDown" ? move(1) : event.key === "ArrowUp" && !isInput && (move(-1) || back())) {
      event.preventDefault();
    }
  };

  function back(): boolean {
    input.current?.focus();
    return true;
  }
}
