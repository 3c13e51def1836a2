import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import type { Follows } from "#lib/projects/schemas";

/** What a use follows: the channel stable, version 3, or pinned to 3.2. */
export function FollowsWord({ follows }: { follows: Follows }) {
  if (follows.kind === "channel") return <Named word="follows" name={follows.channel} />;
  if (follows.kind === "version") return <Named word="follows version" name={String(follows.version)} />;
  return <Named word="pinned to" name={follows.build} />;
}

function Named({ word, name }: { word: ReactNode; name: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted">
      {word} <Badge mono>{name}</Badge>
    </span>
  );
}
