"use client";
import { useEffect } from "react";
import type { BuildSnapshot } from "#components/builds/build-stream";

const SIGN = { queued: "○", running: "●", succeeded: "✓", failed: "✗", canceled: "⊘" };

/** Shows in the browser's tab how the build stands, for whoever waits in another one. */
export function useTabTitle({ status, tag, team, image }: BuildSnapshot["build"]): void {
  useEffect(() => {
    document.title = `${SIGN[status]} ${tag} ${team}/${image} · Bakehouse`;
  }, [status, tag, team, image]);
}
