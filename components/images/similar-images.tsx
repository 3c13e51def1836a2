"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Section } from "#components/ui/section";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";
import type { SimilarImage } from "#lib/images/sharing-schemas";

/** Typing is waited out. */
const SETTLE_MS = 600;

/** The images nearest to a Dockerfile that is being written: use one, build on one, or go on. */
export function SimilarImages({ dockerfile }: { dockerfile: string }) {
  const [settled, setSettled] = useState(dockerfile);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(dockerfile), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [dockerfile]);
  const { data } = useQuery({
    ...orpc.sharing.similar.queryOptions({ input: { dockerfile: settled } }),
    enabled: settled.trim() !== "" && settled.length < 100_000,
    placeholderData: (previous) => previous,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Section
      title="Perhaps there is one already"
      description="One image for all who need the same is built once, pulled from a warm cache, and updated in one place. These are nearest to what you wrote."
    >
      <Card>
        <ul aria-live="polite">
          {data.items.map((similar) => (
            <Similar key={similar.image} {...similar} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function Similar({
  image,
  description,
  shared,
  missing,
  extra,
  sameBase,
  latest,
  uses,
  deprecated,
}: SimilarImage) {
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3 text-sm last:border-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            href={`/images/${image}`}
            target="_blank"
            className="rounded-sm text-base font-medium hover:underline"
          >
            {image}
          </Link>
          {deprecated ? <Badge tone="warning">Deprecated</Badge> : null}
          {latest ? <Badge mono>{latest.tag}</Badge> : <span className="text-muted">not built yet</span>}
          <span className="text-muted">{uses > 0 ? `used by ${formatCount(uses, "project")}` : null}</span>
        </p>
        {description ? <p className="truncate text-muted">{description}</p> : null}
      </div>
      <dl className="grid min-w-0 flex-1 basis-80 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        <Packages label="Both have" names={sameBase ? ["the same base", ...shared] : shared} />
        <Packages label="It lacks" names={missing} />
        <Packages label="It adds" names={extra} />
      </dl>
      {missing.length > 0 && latest ? (
        <p className="basis-full text-muted">
          To add what it lacks, begin yours with <code>FROM {image}</code>: it is then rebuilt on the newest.
        </p>
      ) : null}
    </li>
  );
}

const SHOWN = 6;

function Packages({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  const words = names.map((name) => name.replace(/^[a-z]+:/, ""));
  const more = words.length - SHOWN;
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="truncate" title={words.join(", ")}>
        {words.slice(0, SHOWN).join(", ")}
        {more > 0 ? ` and ${more} more` : null}
      </dd>
    </>
  );
}
