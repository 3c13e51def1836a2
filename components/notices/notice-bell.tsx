"use client";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { classes } from "#components/ui/classes";
import { definePart } from "#components/ui/part";
import { useStandIn } from "#components/ui/use-stand-in";
import { orpc } from "#lib/api/query";

const MOST = 99;

const popover = definePart("The list of notices", () => import("#components/notices/notice-popover"));

export interface NoticeBellProps {
  /** The icon alone, for a narrow bar. */
  compact?: boolean;
  onNavigate?: () => void;
}

/** What one should hear of: how much of it is new, and behind that the list. */
export function NoticeBell({ compact, onNavigate }: NoticeBellProps) {
  const { data } = useQuery(orpc.notices.countUnread.queryOptions());
  const count = data?.count ?? 0;
  const shown = count > MOST ? `${MOST}+` : String(count);
  const button = (
    <button
      type="button"
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
    </button>
  );
  const { plain, real } = useStandIn(popover, button, "dialog");
  if (!real) return plain;
  const { is, ...state } = real;
  return (
    <is.NoticePopover
      {...state}
      button={button}
      side={compact ? "bottom" : "right"}
      hasNew={count > 0}
      onNavigate={onNavigate}
    />
  );
}
