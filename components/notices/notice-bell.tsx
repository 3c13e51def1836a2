"use client";
import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useState } from "react";
import { NoticeList } from "#components/notices/notice-list";
import { classes } from "#components/ui/classes";
import { POPUP } from "#components/ui/popup";
import { orpc } from "#lib/api/query";

const MOST = 99;

export interface NoticeBellProps {
  /** The icon alone, for a narrow bar. */
  compact?: boolean;
  onNavigate?: () => void;
}

/** What one should hear of: how much of it is new, and behind that the list. */
export function NoticeBell({ compact, onNavigate }: NoticeBellProps) {
  const [open, setOpen] = useState(false);
  const { data } = useQuery(orpc.notices.countUnread.queryOptions());
  const count = data?.count ?? 0;
  const shown = count > MOST ? `${MOST}+` : String(count);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={classes(
          "relative flex items-center gap-2.5 rounded-md text-muted hover:bg-hover hover:text-fg pointer-coarse:h-11",
          compact ? "size-8 justify-center pointer-coarse:w-11" : "h-8 w-full px-2",
        )}
      >
        <Bell className="size-4 shrink-0 text-subtle" aria-hidden="true" />
        <span className={compact ? "sr-only" : "flex-1 text-left"}>Notices</span>
        {count > 0 ? (
          <span
            className={classes(
              "rounded-full bg-accent px-1.5 text-xs font-medium text-on-accent tabular-nums",
              compact && "absolute top-0 right-0 px-1 text-[0.625rem]/4",
            )}
          >
            {shown}
            <span className="sr-only"> new</span>
          </span>
        ) : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          side={compact ? "bottom" : "right"}
          align="end"
          sideOffset={8}
          collisionPadding={8}
        >
          <Popover.Popup
            className={classes(
              POPUP,
              "flex max-h-[min(32rem,var(--available-height))] w-[min(24rem,var(--available-width))] flex-col p-0!",
            )}
          >
            <NoticeList
              hasNew={count > 0}
              onNavigate={() => {
                setOpen(false);
                onNavigate?.();
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
