"use client";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "#components/ui/classes";

export interface Tab {
  id: string;
  label: ReactNode;
  href: string;
  count?: number;
}

/** Tabs that are places: each has its address, so back, reload and a shared link keep it. */
export function TabLinks({ tabs, current, label }: { tabs: readonly Tab[]; current: string; label: string }) {
  // On a narrow screen the one that is open may stand outside of what is seen.
  const open = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) open.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <nav aria-label={label} className="flex gap-5 overflow-x-auto border-b border-line">
      {tabs.map((tab) => {
        const active = tab.id === current;
        return (
          <Link
            key={tab.id}
            ref={active ? open : undefined}
            href={tab.href}
            scroll={false}
            aria-current={active ? "page" : undefined}
            className={classes(
              "-mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 transition-colors focus-visible:-outline-offset-2",
              active ? "border-accent font-medium text-fg" : "border-transparent text-muted hover:text-fg",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="text-sm text-subtle tabular-nums">{tab.count.toLocaleString("en-US")}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
