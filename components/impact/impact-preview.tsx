"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { ErrorState } from "#components/ui/error-state";
import { Skeleton } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";

type Change = Parameters<typeof orpc.sharing.impact.queryOptions>[0]["input"];

/** Asks what a change would do; nothing is asked while `input` is null. */
export function useImpact(input: Change | null) {
  return useQuery({
    ...orpc.sharing.impact.queryOptions({ input: input ?? { team: "", image: "", change: "deprecate" } }),
    enabled: input !== null,
    staleTime: 0,
  });
}

/** Who a change touches, with what each is given before and after it. */
export function ImpactPreview({
  input,
  shows = "changes",
}: {
  input: Change | null;
  shows?: "changes" | "all";
}) {
  const impact = useImpact(input);
  if (input === null) return null;
  if (impact.isError) {
    return <ErrorState error={impact.error} title="What it would do is not known" retry={impact.refetch} />;
  }
  if (!impact.data) return <Skeleton className="h-16 rounded-md!" />;
  const { uses, children } = impact.data;
  const changing = uses.filter(({ changes }) => changes || shows === "all");
  const changingChildren = children.filter(({ changes }) => changes || shows === "all");
  const staying = uses.length - changing.length;
  return (
    <section aria-label="What it does" aria-live="polite" className="rounded-md border border-line text-sm">
      <p className="border-b border-line px-3 py-2 text-muted last:border-0">
        <Summary uses={changing.length} childImages={changingChildren.length} all={shows === "all"} />
        {staying > 0
          ? ` ${formatCount(staying, "other use")} of it ${staying === 1 ? "stays" : "stay"} as it is.`
          : null}
      </p>
      {changing.length > 0 ? (
        <ul className="max-h-48 overflow-y-auto">
          {changing.map((use) => (
            <Row
              key={`${use.team}/${use.project}:${use.use}`}
              name={`${use.team}/${use.project}`}
              detail={`${use.use}, ${use.isHeld ? "held at" : "follows"} ${use.follows}`}
              {...use}
            />
          ))}
        </ul>
      ) : null}
      {changingChildren.length > 0 ? (
        <ul className="max-h-32 overflow-y-auto border-t border-line">
          {changingChildren.map((child) => (
            <Row
              key={`${child.team}/${child.image} ${child.from}`}
              name={`${child.team}/${child.image}`}
              detail="its next build"
              {...child}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Summary({ uses, childImages, all }: { uses: number; childImages: number; all: boolean }) {
  if (uses === 0 && childImages === 0) {
    return (
      <>
        {all ? "No project uses it, and no image is built on it." : "No project gets another build by this."}
      </>
    );
  }
  const parts = [
    uses > 0 ? formatCount(uses, "use of a project", "uses of projects") : null,
    childImages > 0 ? formatCount(childImages, "image built on it", "images built on it") : null,
  ].filter(Boolean);
  return (
    <>
      <strong className="font-medium text-fg">{parts.join(" and ")}</strong>
      {all ? "." : ` ${uses + childImages === 1 ? "gets" : "get"} another build.`}
    </>
  );
}

function Row(props: { name: string; detail: string; before: string | null; after: string | null }) {
  const { name, detail, before, after } = props;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line px-3 py-1.5 last:border-0">
      <span className="min-w-0 flex-1 truncate" title={name}>
        {name} <span className="text-muted">{detail}</span>
      </span>
      <span className="flex items-center gap-1.5 font-mono text-xs">
        <Tag tag={before} />
        {before === after ? null : (
          <>
            <ArrowRight className="size-3.5 text-subtle" aria-label="then" />
            <Tag tag={after} />
          </>
        )}
      </span>
    </li>
  );
}

function Tag({ tag }: { tag: string | null }) {
  return tag === null ? <span className="text-danger">nothing</span> : <span>{tag}</span>;
}
