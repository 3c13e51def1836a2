"use client";
import { Check, Copy, X } from "lucide-react";
import { Button } from "#components/ui/button";
import type { ButtonSize, ButtonVariant } from "#components/ui/button-classes";
import { Tooltip } from "#components/ui/tooltip";
import { useCopy } from "#components/ui/use-copy";

export interface CopyButtonProps {
  /** What is copied, whole. */
  value: string;
  /** What it copies, for its name: "reference" makes "Copy reference". */
  what: string;
  /** Shows the words beside the icon. */
  words?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** Copies a text; the icon turns into a tick for two seconds. */
export function CopyButton({ value, what, words, variant = "ghost", size = "sm" }: CopyButtonProps) {
  const { state, copy } = useCopy(value);
  const label =
    state === "copied" ? "Copied" : state === "failed" ? "Not copied: select the text" : `Copy ${what}`;
  const icon =
    state === "copied" ? (
      <Check className="text-success" />
    ) : state === "failed" ? (
      <X className="text-danger" />
    ) : (
      <Copy />
    );
  const button = (
    <Button
      variant={variant}
      size={size}
      icon={icon}
      onClick={copy}
      aria-label={words ? undefined : `Copy ${what}`}
      className={words ? undefined : "aspect-square px-0!"}
    >
      {words ? label : null}
    </Button>
  );
  return (
    <>
      {words ? button : <Tooltip label={label}>{button}</Tooltip>}
      <span role="status" className="sr-only">
        {state === "idle" ? "" : label}
      </span>
    </>
  );
}
