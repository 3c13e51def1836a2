"use client";
import { useEffect } from "react";
import { buildTitle } from "#components/builds/build-title";
import type { BuildSummary } from "#lib/builds/schemas";

/** Shows in the browser's tab how the build stands, for whoever waits in another one. */
export function useTabTitle(build: Pick<BuildSummary, "status" | "tag" | "team" | "image">): void {
  const title = `${buildTitle(build)} · Bakehouse`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
