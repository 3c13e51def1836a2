"use client";
import Link from "next/link";
import { UseInSandbox } from "#components/images/use-in-sandbox";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { CopyField } from "#components/ui/copy-field";
import { TimeAgo } from "#components/ui/time-ago";
import type { Image } from "#lib/images/schemas";

/** What to copy: the image that :latest names, by its digest. */
export function ImageReference({ image }: { image: Image }) {
  const { latest, repository } = image;
  const reference = latest?.reference;
  if (!latest || !reference) {
    return (
      <Card padded>
        <h2 className="text-sm font-medium">Nothing to pull yet</h2>
        <p className="mt-1 max-w-prose text-muted">
          Its first good build is pushed to <code className="text-sm wrap-anywhere">{repository}</code> and
          gets a reference by digest, to be copied from here into a sandbox’s configuration.
        </p>
      </Card>
    );
  }
  if (latest.revoked) {
    return (
      <Card padded>
        <h2 className="flex flex-wrap items-center gap-2 text-sm font-medium">
          Nothing to pull <Badge tone="danger">Revoked</Badge>
        </h2>
        <p className="mt-1 max-w-prose text-muted">
          Build{" "}
          <Link href={`/builds/${latest.id}`} className="rounded-sm font-mono text-accent hover:underline">
            {latest.tag}
          </Link>{" "}
          was revoked, and there is no other good one: {latest.revoked.reason}
        </p>
      </Card>
    );
  }
  return (
    <Card padded className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <h2 className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <Badge mono tone="accent">
            latest
          </Badge>
          <span>
            is build <span className="font-mono">{latest.tag}</span>
            <span className="font-normal text-muted">
              , <TimeAgo time={latest.timings.finishedAt ?? latest.timings.queuedAt} />
            </span>
          </span>
        </h2>
        <UseInSandbox image={image} />
      </div>
      <CopyField value={reference} what="reference" />
      <CopyField value={`docker pull ${reference}`} what="command" />
    </Card>
  );
}
