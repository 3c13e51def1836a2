"use client";
import { useSyncExternalStore } from "react";
import { parseTheme, THEME_COOKIE, type Theme } from "#components/shell/theme";
import { writeCookie } from "#components/shell/write-cookie";

const listeners = new Set<() => void>();

function current(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

function setTheme(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  writeCookie(THEME_COOKIE, theme === "system" ? "" : theme);
  for (const listener of listeners) listener();
}

/** The chosen theme and a way to change it; the choice is kept in a cookie for a year. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current,
    () => "system" as const,
  );
  return [theme, setTheme];
}
