"use client";
import { useShortcuts } from "#components/shell/use-shortcuts";

/**
 * j and k go from row to row of a list of builds, [ and ] to the failed ones; Enter opens, since the focus is
 * on the row's link. The rows carry `data-build-row` with the build's status.
 */
export function useRowKeys(): void {
  useShortcuts("List", [
    { keys: "j", label: "Next build", run: () => move(1, "[data-build-row]") },
    { keys: "k", label: "Build before", run: () => move(-1, "[data-build-row]") },
    { keys: "]", label: "Next failed build", run: () => move(1, "[data-build-row=failed]") },
    { keys: "[", label: "Failed build before", run: () => move(-1, "[data-build-row=failed]") },
  ]);
}

function move(by: 1 | -1, selector: string): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-build-row]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const rest = by === 1 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
  rest.find((row) => row.matches(selector))?.focus();
}
