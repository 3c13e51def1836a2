"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { DockerfileDiff } from "#components/images/lazy-editor";
import { ErrorState } from "#components/ui/error-state";
import { IconButton } from "#components/ui/icon-button";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";
import type { VersionSummary } from "#lib/versions/schemas";

/** Any two versions beside each other; which ones stands in the address. */
export function VersionCompare({ image, versions }: { image: Image; versions: readonly VersionSummary[] }) {
  const search = useSearchParams();
  const replaceSearch = useReplaceSearch();
  const numberIn = (name: string) => {
    const number = Number(search.get(name));
    return Number.isInteger(number) && number >= 1 && number <= image.versions ? number : null;
  };
  const from = numberIn("from");
  const to = numberIn("to");
  if (image.versions < 2) return null;

  const options = optionsOf(versions, [from, to]);
  const isOpen = from !== null && to !== null;
  return (
    <section aria-label="Compare versions" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-muted">Compare</span>
        <Select
          label="From version"
          size="sm"
          options={options}
          value={String(from ?? image.versions - 1)}
          onValueChange={(value) => replaceSearch({ from: value, to: String(to ?? image.versions) })}
          className="w-auto! max-w-64"
        />
        <ArrowRight className="size-4 text-subtle" aria-label="with" />
        <Select
          label="To version"
          size="sm"
          options={options}
          value={String(to ?? image.versions)}
          onValueChange={(value) => replaceSearch({ from: String(from ?? image.versions - 1), to: value })}
          className="w-auto! max-w-64"
        />
        {isOpen ? (
          <IconButton
            label="Close the comparison"
            size="sm"
            icon={<X />}
            onClick={() => replaceSearch({ from: null, to: null })}
          />
        ) : null}
      </div>
      {isOpen ? <Comparison image={image} from={from} to={to} /> : null}
    </section>
  );
}

function Comparison({ image, from, to }: { image: Image; from: number; to: number }) {
  const options = (number: number) => ({
    ...orpc.versions.get.queryOptions({ input: { team: image.team, image: image.name, number } }),
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const before = useQuery(options(from));
  const after = useQuery(options(to));
  const failed = [before, after].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} retry={failed.refetch} />;
  if (!before.data || !after.data) return <Skeleton className="h-64 rounded-md!" />;
  return (
    <DockerfileDiff
      before={before.data.dockerfile}
      after={after.data.dockerfile}
      beforeLabel={`Version ${from}`}
      afterLabel={`Version ${to}`}
    />
  );
}

/** The versions that are loaded, and those that the address names. */
function optionsOf(versions: readonly VersionSummary[], named: readonly (number | null)[]) {
  const messages = new Map(versions.map(({ number, message }) => [number, message]));
  for (const number of named) if (number !== null && !messages.has(number)) messages.set(number, "");
  return [...messages]
    .sort(([one], [other]) => other - one)
    .map(([number, message]) => ({
      value: String(number),
      label: `Version ${number}`,
      hint: message || undefined,
    }));
}
