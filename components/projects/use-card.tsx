"use client";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { Facts } from "#components/builds/facts";
import { FollowsWord } from "#components/projects/follows-word";
import { GivenBuild } from "#components/projects/given-build";
import { ImageOfUse } from "#components/projects/image-of-use";
import { versionOf } from "#components/projects/update-of";
import { UpdateUseButton } from "#components/projects/update-use-button";
import { UseState } from "#components/projects/use-state";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { CopyButton } from "#components/ui/copy-button";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuItem } from "#components/ui/menu";
import { TimeAgo } from "#components/ui/time-ago";
import { shortenDigest } from "#lib/format/shorten-digest";
import type { Use } from "#lib/projects/schemas";

export interface UseCardProps {
  use: Use;
  /** What maintainers may do; nothing is offered without. */
  actions?: { onEdit: () => void; onRemove: () => void };
}

/** One image of a project: what it follows, what it is given now, and how far that is behind. */
export function UseCard({ use, actions }: UseCardProps) {
  const { name, gets, lastAskedAt } = use;
  return (
    <li>
      <Card>
        <div className="flex items-center gap-3 border-b border-line px-4 py-2.5">
          <h2 className="min-w-0 flex-1 font-medium wrap-anywhere">
            <span className="sr-only">Use </span>
            {name}
          </h2>
          {actions ? (
            <>
              <Button size="sm" icon={<Pencil />} onClick={actions.onEdit} aria-label={`Edit ${name}`}>
                Edit
              </Button>
              <Menu
                trigger={<IconButton label={`More for ${name}`} size="sm" side="left" icon={<Ellipsis />} />}
              >
                <MenuItem danger icon={<Trash2 />} onClick={actions.onRemove}>
                  Remove…
                </MenuItem>
              </Menu>
            </>
          ) : null}
        </div>
        <div className="p-4">
          <Facts
            facts={[
              [
                "Image",
                <span key="value" className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <ImageOfUse use={use} />
                  <FollowsWord follows={use.follows} />
                </span>,
              ],
              [
                "Gets now",
                <span key="value" className="flex min-w-0 flex-wrap items-center gap-x-3">
                  <GivenBuild use={use} />
                  {gets && !gets.revoked ? (
                    <span className="inline-flex items-center gap-0.5">
                      <code title={gets.reference}>{shortenDigest(gets.digest)}</code>
                      <CopyButton value={gets.reference} what={`reference of ${name}`} />
                    </span>
                  ) : null}
                </span>,
              ],
              [
                "How it stands",
                <span key="value" className="flex flex-wrap items-center gap-x-3 gap-y-2">
                  <UseState use={use} />
                  <NewerLink use={use} />
                  {actions ? <UpdateUseButton use={use} /> : null}
                </span>,
              ],
              [
                "Last asked",
                lastAskedAt ? (
                  <TimeAgo key="value" time={lastAskedAt} />
                ) : (
                  <span key="value" className="text-subtle">
                    never
                  </span>
                ),
              ],
            ]}
          />
        </div>
      </Card>
    </li>
  );
}

/** To what changed since the build that it gets: between versions, or the newer builds of the same one. */
function NewerLink({ use: { image, gets, behind, isVisible } }: { use: Use }) {
  if (!gets || !behind || !isVisible) return null;
  const [from, to] = [versionOf(gets.tag), versionOf(behind.newest)];
  return (
    <Link
      href={
        from === to ? `/images/${image}?tab=builds` : `/images/${image}?tab=versions&from=${from}&to=${to}`
      }
      className="rounded-sm text-accent hover:underline"
    >
      {from === to ? `Newest is ${behind.newest}` : `Compare versions ${from} and ${to}`}
    </Link>
  );
}
