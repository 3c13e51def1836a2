"use client";
import { useDraft } from "#components/versions/draft";

/** The name of the tab that edits, with a mark while there is a draft. */
export function EditLabel({ team, name }: { team: string; name: string }) {
  const [draft] = useDraft(team, name);
  return (
    <>
      Edit
      {draft ? (
        <span className="size-1.5 rounded-full bg-accent">
          <span className="sr-only"> (a draft that is not saved)</span>
        </span>
      ) : null}
    </>
  );
}
