"use client";
import { Check, Copy, X } from "lucide-react";
import { buttonClasses } from "#components/ui/button-classes";
import { useCopy } from "#components/ui/use-copy";

const CLASSES = buttonClasses("ghost", "sm", "aspect-square px-0!");

/** Copies an image's reference. Without the tooltip of a CopyButton: there are as many as there are rows. */
export function CatalogueCopy({ reference, of }: { reference: string; of: string }) {
  const { state, copy } = useCopy(reference);
  const label = `Copy reference of ${of}`;
  return (
    <>
      <button type="button" onClick={copy} aria-label={label} title={label} className={CLASSES}>
        {state === "copied" ? (
          <Check className="text-success" aria-hidden="true" />
        ) : state === "failed" ? (
          <X className="text-danger" aria-hidden="true" />
        ) : (
          <Copy aria-hidden="true" />
        )}
      </button>
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : state === "failed" ? "Not copied" : null}
      </span>
    </>
  );
}
