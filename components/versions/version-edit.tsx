"use client";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Skeleton } from "#components/ui/skeleton";
import { useDraft } from "#components/versions/draft";
import { VersionEditor } from "#components/versions/version-editor";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

/** The next version of an image, written from one of its versions or from a draft that was left. */
export function VersionEdit({ image }: { image: Image }) {
  const { team, name } = image;
  const [draft, setDraft] = useDraft(team, name);
  const replaceSearch = useReplaceSearch();
  const param = Number(useSearchParams().get("from"));
  const asked = Number.isInteger(param) && param >= 1 && param <= image.versions ? param : null;
  const from = asked ?? draft?.from ?? image.versions;
  const version = useQuery({
    ...orpc.versions.get.queryOptions({ input: { team, image: name, number: from } }),
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (version.isError) {
    return (
      <Card>
        <ErrorState
          error={version.error}
          title="The Dockerfile could not be loaded"
          retry={version.refetch}
        />
      </Card>
    );
  }
  if (!version.data) return <Skeleton className="h-96 rounded-md!" />;
  if (draft && draft.from !== from) {
    return (
      <Callout
        tone="info"
        title={`There is a draft that began as version ${draft.from}`}
        actions={
          <>
            <Button size="sm" variant="primary" onClick={() => replaceSearch({ from: String(draft.from) })}>
              Go on with the draft
            </Button>
            <Button size="sm" onClick={() => setDraft(null)}>
              Drop it and edit version {from}
            </Button>
          </>
        }
      >
        It is not saved. There is one draft an image in this tab.
      </Callout>
    );
  }
  return <VersionEditor key={from} image={image} version={version.data} draft={draft} onDraft={setDraft} />;
}
