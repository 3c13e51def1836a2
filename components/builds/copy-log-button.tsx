"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "#components/ui/copy-text";
import { IconButton } from "#components/ui/icon-button";
import { toast } from "#components/ui/toast";

/** Fetches a log as text and copies it. */
export function CopyLogButton({ url, label }: { url: string; label: string }) {
  const [state, setState] = useState<"idle" | "busy" | "copied">("idle");
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    setState("busy");
    try {
      const response = await fetch(url);
      if (!response.ok || !(await copyText(await response.text()))) throw new Error();
      setState("copied");
    } catch {
      setState("idle");
      toast({
        tone: "danger",
        title: "Not copied",
        description: "Download the log instead, or select the lines you need.",
      });
    }
  }

  return (
    <IconButton
      label={state === "copied" ? "Copied" : label}
      size="sm"
      loading={state === "busy"}
      icon={state === "copied" ? <Check className="text-success" /> : <Copy />}
      onClick={copy}
      className="size-6! min-h-0"
    />
  );
}
