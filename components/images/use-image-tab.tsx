"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Box } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { UseImageChoice } from "#components/images/use-image-choice";
import { toQuestion } from "#components/images/use-image-question";
import { UseImageTexts } from "#components/images/use-image-texts";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

/** Ready texts for every place that starts an image; which one, and what they name, stands in the address. */
export function UseImageTab({ image }: { image: Image }) {
  const search = useSearchParams();
  const replaceSearch = useReplaceSearch();
  const choice = search.get("as") ?? "";
  const { team, name } = image;
  const origin = typeof window === "undefined" ? undefined : window.location.origin;
  const { data, isError, error, refetch, isPlaceholderData } = useQuery({
    ...orpc.useImage.get.queryOptions({ input: { team, image: name, origin, ...toQuestion(choice) } }),
    enabled: image.latest !== null,
    placeholderData: keepPreviousData,
  });
  const choose = (value: string) => replaceSearch({ as: value || null });

  if (!image.latest) {
    return (
      <Card>
        <EmptyState icon={<Box />} title="Nothing to start yet">
          After its first good build, texts for Docker, Compose, Dev Container, CI, Kubernetes, Terraform and
          Codex Cloud stand here.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Section
      title="Use this image"
      description="Texts to copy for the places that start sandboxes."
      action={<UseImageChoice image={image} value={choice} onValueChange={choose} />}
    >
      {isError ? (
        <Card>
          <ErrorState
            error={error}
            title="There are no texts for this"
            retry={refetch}
            actions={choice ? <Button onClick={() => choose("")}>Take the newest build</Button> : null}
          />
        </Card>
      ) : data ? (
        <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-60" : undefined}>
          <UseImageTexts
            tabs={data.tabs}
            current={search.get("for") ?? ""}
            onCurrentChange={(id) => replaceSearch({ for: id === data.tabs[0]?.id ? null : id })}
          />
        </div>
      ) : (
        <Skeleton className="h-64 rounded-md!" />
      )}
    </Section>
  );
}
