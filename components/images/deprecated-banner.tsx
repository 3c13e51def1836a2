import Link from "next/link";
import { Callout } from "#components/ui/callout";
import { TimeAgo } from "#components/ui/time-ago";
import type { ImageSummary } from "#lib/images/schemas";

/** Says of a deprecated image why, until when, and what to use instead. */
export function DeprecatedBanner({ deprecated }: { deprecated: ImageSummary["deprecated"] }) {
  if (!deprecated) return null;
  const { message, replacement, date, at } = deprecated;
  return (
    <Callout tone="warning" title={`Deprecated: ${message}`} className="mb-4">
      Since <TimeAgo time={at} />.{date ? ` Nobody should use it any more after ${date}.` : null}
      {replacement ? (
        <>
          {" "}
          Use{" "}
          <Link href={`/images/${replacement}`} className="rounded-sm text-accent hover:underline">
            {replacement}
          </Link>{" "}
          instead.
        </>
      ) : null}
    </Callout>
  );
}
