"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { plainText } from "#components/builds/ansi-segments";
import { dockerfileExcerpt } from "#components/builds/dockerfile-excerpt";
import { Excerpt } from "#components/builds/excerpt";
import { formatLogAddress, type LogAddress } from "#components/builds/log-address";
import { toRows } from "#components/builds/log-rows";
import { StatusMark } from "#components/ui/status-mark";
import { orpc } from "#lib/api/query";
import type { Build, BuildError } from "#lib/builds/schemas";

export interface FailurePanelProps {
  build: Omit<Build, "steps">;
  error: BuildError;
  /** The line of the log to look at, if there is one. */
  place: { step: number; from: number } | null;
  onLogLine: (address: LogAddress) => void;
}

/** How many lines of the log lead to the one that matters. */
const BEFORE = 7;
const AFTER = 2;

/** What broke, in a sentence, and beside each other the Dockerfile's lines and the log's that say so. */
export function FailurePanel({ build, error, place, onLogLine }: FailurePanelProps) {
  const { line } = error;
  const dockerfileUrl = (n: number) => `/builds/${build.id}?tab=dockerfile#L${n}`;
  return (
    <section
      aria-labelledby="failure"
      className="mb-4 flex flex-col gap-3 rounded-lg border border-danger/40 bg-danger-soft p-3 sm:p-4"
    >
      <div className="flex items-start gap-2.5">
        <StatusMark status="failed" className="mt-0.5" />
        <div className="min-w-0">
          <h2 id="failure" className="font-medium text-pretty wrap-anywhere">
            {error.message}
          </h2>
          {error.hint ? <p className="mt-0.5 max-w-prose text-muted">{error.hint}</p> : null}
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm empty:hidden">
            {line === undefined ? null : (
              <Link
                href={dockerfileUrl(line)}
                scroll={false}
                className="rounded-sm text-accent underline underline-offset-2"
              >
                Line {line} of the Dockerfile
              </Link>
            )}
            {place ? (
              <a
                href={formatLogAddress(place)}
                onClick={(event) => {
                  event.preventDefault();
                  onLogLine(place);
                }}
                className="rounded-sm text-accent underline underline-offset-2"
              >
                Log line {place.from.toLocaleString("en-US")}
              </a>
            ) : null}
          </p>
        </div>
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-3 empty:hidden lg:grid-cols-2">
        {line === undefined ? null : (
          <Excerpt
            title="Dockerfile"
            lines={dockerfileExcerpt(build.dockerfile, line)}
            hrefOf={dockerfileUrl}
          />
        )}
        {place ? <LogExcerpt buildId={build.id} place={place} onLogLine={onLogLine} /> : null}
      </div>
    </section>
  );
}

function LogExcerpt(props: {
  buildId: string;
  place: { step: number; from: number };
  onLogLine: (address: LogAddress) => void;
}) {
  const { buildId, place, onLogLine } = props;
  const from = Math.max(1, place.from - BEFORE);
  const { data } = useQuery(
    orpc.builds.lines.queryOptions({
      input: { id: buildId, step: place.step, from, limit: place.from - from + 1 + AFTER },
    }),
  );
  const rows = data ? toRows(data.items, { isLast: from + data.items.length > data.total }) : [];
  if (rows.length === 0) return null;
  return (
    <Excerpt
      title="Log"
      lines={rows.map((row) => ({
        n: row.n,
        content: plainText(row.text).slice(0, 500),
        isMarked: row.n <= place.from && place.from <= row.lastN,
      }))}
      hrefOf={(n) => formatLogAddress({ step: place.step, from: n })}
      onLine={(n) => onLogLine({ step: place.step, from: n })}
    />
  );
}
