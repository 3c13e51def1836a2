"use client";
import { CopyButton } from "#components/ui/copy-button";
import { shortenDigest } from "#lib/format/shorten-digest";

/** A digest or reference, shortened in the middle, with a button that copies it whole. */
export function Digest({ value, what = "digest" }: { value: string; what?: string }) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
      <code className="min-w-0 truncate text-sm" title={value}>
        {shortenDigest(value)}
      </code>
      <CopyButton value={value} what={what} />
    </span>
  );
}
