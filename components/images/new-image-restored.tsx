"use client";
import { useEffect, useState } from "react";
import type { NewImageDraft } from "#components/images/new-image-draft";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { toast } from "#components/ui/toast";

/** Says that what was written before is back, and lets it go. */
export function NewImageRestored({
  draft,
  onChange,
}: {
  draft: NewImageDraft | null;
  onChange: (draft: NewImageDraft | null) => void;
}) {
  const [isRestored, setIsRestored] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was there when the page was opened
  useEffect(() => setIsRestored(draft !== null), []);
  if (!isRestored || draft === null) return null;

  function discard() {
    const dropped = draft;
    onChange(null);
    toast({
      title: "Discarded the draft",
      action: { label: "Undo", onClick: () => onChange(dropped) },
    });
  }
  return (
    <Callout
      tone="info"
      title={`Your draft${draft.name ? ` of ${draft.team}/${draft.name}` : ""} is back`}
      actions={
        <Button size="sm" onClick={discard}>
          Discard draft
        </Button>
      }
    >
      It is kept in this tab until you create the image.
    </Callout>
  );
}
