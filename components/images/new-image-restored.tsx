"use client";
import { useEffect, useState } from "react";
import { isNewImageDraftKept, type NewImageDraft } from "#components/images/new-image-draft";
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
  // What was there when the page was opened, which the first render cannot know: it has to be the server's.
  useEffect(() => setIsRestored(isNewImageDraftKept()), []);
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
