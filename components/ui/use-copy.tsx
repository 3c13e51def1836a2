"use client";
import { useEffect, useState } from "react";
import { copyText } from "#components/ui/copy-text";

/** Copies a text and says for two seconds what came of it. */
export function useCopy(text: string): { state: "idle" | "copied" | "failed"; copy: () => void } {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  return { state, copy: () => void copyText(text).then((done) => setState(done ? "copied" : "failed")) };
}
