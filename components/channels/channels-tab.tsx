"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUpFromLine, ChevronDown, Ellipsis, History, Trash2, Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { ChannelHistory } from "#components/channels/channel-history";
import { PromoteDialog } from "#components/channels/promote-dialog";
import { RollBackDialog } from "#components/channels/roll-back-dialog";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { classes } from "#components/ui/classes";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuItem } from "#components/ui/menu";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { Tooltip } from "#components/ui/tooltip";
import { api, orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import type { Channel } from "#lib/channels/schemas";
import { formatCount } from "#lib/format/format-count";
import type { Image } from "#lib/images/schemas";

type Asked = { what: "promote" | "rollBack" | "delete"; channel?: Channel };

/** An image's channels: what each names, since when and why, and how to move it. `?channel=` opens its history. */
export function ChannelsTab({ image }: { image: Image }) {
  const at = { team: image.team, image: image.name };
  const channels = useQuery(orpc.channels.list.queryOptions({ input: at }));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const mayMove = isAtLeast(image.role, "maintainer");
  const ask = (next: Asked) => {
    setAsked(next);
    setAsking(true);
  };

  if (!channels.data) {
    return (
      <Card>
        {channels.error ? (
          <ErrorState
            error={channels.error}
            title="The channels could not be loaded"
            retry={channels.refetch}
          />
        ) : (
          <SkeletonRows rows={2} label="Loading the channels" />
        )}
      </Card>
    );
  }
  const { items } = channels.data;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">
          A channel is a name that points to one build. Projects follow it, so that an update needs no edit of
          theirs; and when it was a bad one, it goes back in one step.
        </p>
        {mayMove && items.length > 0 ? (
          <Button variant="primary" icon={<ArrowUpFromLine />} onClick={() => ask({ what: "promote" })}>
            Promote a build
          </Button>
        ) : null}
      </div>
      <Card>
        {items.length === 0 ? (
          <EmptyState icon={<ArrowUpFromLine />} title="No channels yet">
            The first good build brings <code>latest</code>, which moves by itself. Others, such as{" "}
            <code>stable</code>, point to what a maintainer promotes.
          </EmptyState>
        ) : (
          <ul aria-label={`Channels of ${image.team}/${image.name}`}>
            {items.map((channel) => (
              <ChannelRow key={channel.name} at={at} channel={channel} onAsk={mayMove ? ask : undefined} />
            ))}
          </ul>
        )}
      </Card>
      {asked?.what === "promote" ? (
        <PromoteDialog
          key={asked.channel?.name ?? ""}
          {...at}
          channel={asked.channel?.name}
          open={isAsking}
          onOpenChange={setAsking}
        />
      ) : null}
      {asked?.what === "rollBack" && asked.channel ? (
        <RollBackDialog
          key={asked.channel.name}
          {...at}
          channel={asked.channel}
          open={isAsking}
          onOpenChange={setAsking}
        />
      ) : null}
      {asked?.what === "delete" && asked.channel ? (
        <ConfirmDialog
          open={isAsking}
          onOpenChange={setAsking}
          title={`Delete the channel ${asked.channel.name}?`}
          confirm="Delete channel"
          onConfirm={async () => {
            await api.channels.delete({ ...at, channel: asked.channel?.name ?? "" });
            await queryClient.invalidateQueries({ queryKey: orpc.channels.key() });
          }}
        >
          <p>
            Its history goes, and so does its tag in the registry: who pulls{" "}
            <code className="wrap-anywhere">
              {image.repository}:{asked.channel.name}
            </code>{" "}
            gets nothing. The builds stay.
          </p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function ChannelRow(props: {
  at: { team: string; image: string };
  channel: Channel;
  onAsk?: (asked: Asked) => void;
}) {
  const { at, channel, onAsk } = props;
  const router = useRouter();
  const isOpen = useSearchParams().get("channel") === channel.name;
  const path = `/images/${at.team}/${at.image}?tab=channels`;
  const toggle = () => router.replace(isOpen ? path : `${path}&channel=${channel.name}`, { scroll: false });
  const { build } = channel;
  return (
    <li className="border-b border-line last:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
        <button
          type="button"
          onClick={toggle}
          aria-expanded={isOpen}
          className="flex min-w-32 items-center gap-2 rounded-sm text-left"
        >
          <ChevronDown
            className={classes("size-4 text-subtle transition-transform", !isOpen && "-rotate-90")}
            aria-hidden="true"
          />
          <Badge mono tone={channel.automatic ? "accent" : "neutral"}>
            {channel.name}
          </Badge>
          <span className="sr-only">history</span>
        </button>
        <span className="flex min-w-0 flex-1 items-baseline gap-3">
          <Link href={`/builds/${build.id}`} className="rounded-sm font-mono text-sm hover:underline">
            {build.tag}
          </Link>
          {build.revoked ? <Badge tone="danger">Revoked</Badge> : null}
          <span
            className="min-w-0 truncate text-sm text-muted max-sm:hidden"
            title={channel.reason || build.message}
          >
            {channel.reason || build.message}
          </span>
        </span>
        {channel.pending ? (
          <Tooltip label={channel.pendingError ?? "A worker is moving the registry’s tag"}>
            <Badge tone={channel.pendingError ? "danger" : "warning"}>
              {channel.pendingError ? "Registry refuses" : "Registry follows…"}
            </Badge>
          </Tooltip>
        ) : null}
        <span className="flex gap-4 text-sm text-muted tabular-nums max-sm:order-last max-sm:basis-full max-sm:pl-6">
          <span>{channel.uses === 0 ? "no project" : formatCount(channel.uses, "use")}</span>
          <span>
            {channel.movedBy ? `${channel.movedBy}, ` : null}
            <TimeAgo time={channel.movedAt} />
          </span>
        </span>
        {onAsk && !channel.automatic ? (
          <Menu
            trigger={
              <IconButton label={`Actions for ${channel.name}`} size="sm" side="left" icon={<Ellipsis />} />
            }
          >
            <MenuItem icon={<ArrowUpFromLine />} onClick={() => onAsk({ what: "promote", channel })}>
              Promote a build…
            </MenuItem>
            <MenuItem icon={<Undo2 />} onClick={() => onAsk({ what: "rollBack", channel })}>
              Roll back…
            </MenuItem>
            <MenuItem icon={<History />} onClick={toggle}>
              {isOpen ? "Hide the history" : "Show the history"}
            </MenuItem>
            <MenuItem danger icon={<Trash2 />} onClick={() => onAsk({ what: "delete", channel })}>
              Delete…
            </MenuItem>
          </Menu>
        ) : null}
      </div>
      {isOpen ? (
        <div className="border-t border-line bg-sunken pl-6">
          <ChannelHistory {...at} channel={channel.name} />
        </div>
      ) : null}
    </li>
  );
}
