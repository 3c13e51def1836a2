"use client";
import { DockerfileDiff } from "#components/images/lazy-editor";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import type { Version } from "#lib/versions/schemas";

export interface SaveConflictProps {
  theirs: Version;
  mine: string;
  isSaving: boolean;
  onSaveMine: () => void;
  onTakeTheirs: () => void;
  onGoOn: () => void;
}

/** Somebody saved in between: both texts beside each other, and what can be done. Nothing is lost. */
export function SaveConflict(props: SaveConflictProps) {
  const { theirs, mine, isSaving, onSaveMine, onTakeTheirs, onGoOn } = props;
  const who = theirs.author ?? "A program";
  return (
    <div className="flex flex-col gap-3">
      <Callout
        tone="warning"
        title={`${who} saved version ${theirs.number} while you edited`}
        actions={
          <>
            <Button variant="primary" size="sm" loading={isSaving} onClick={onSaveMine}>
              Save mine as version {theirs.number + 1}
            </Button>
            <Button size="sm" onClick={onGoOn}>
              Go on editing mine
            </Button>
            <Button size="sm" variant="ghost" onClick={onTakeTheirs}>
              Drop mine, take theirs
            </Button>
          </>
        }
      >
        {theirs.message ? `“${theirs.message}”. ` : null}
        Yours is not saved yet. Saved as it stands, it takes the place of theirs as the newest version; theirs
        stays in the list.
      </Callout>
      <DockerfileDiff
        before={theirs.dockerfile}
        after={mine}
        beforeLabel={`Version ${theirs.number}, ${who}`}
        afterLabel="Yours"
      />
    </div>
  );
}
