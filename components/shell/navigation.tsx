"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useCurrentTeam } from "#components/shell/current-team";
import { usePlaces } from "#components/shell/use-places";
import { withTeam } from "#components/shell/with-team";
import { classes } from "#components/ui/classes";

/** Links to all places, the current one marked. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  const { chosen } = useCurrentTeam();
  const places = usePlaces();
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      {places.map(({ href, label, Icon, byTeam }) => {
        const current = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={byTeam ? withTeam(href, chosen) : href}
            onClick={onNavigate}
            aria-current={current ? "page" : undefined}
            className={classes(
              "flex h-8 items-center gap-2.5 rounded-md px-2 transition-colors pointer-coarse:h-11",
              current ? "bg-accent-soft font-medium text-fg" : "text-muted hover:bg-hover hover:text-fg",
            )}
          >
            <Icon className={classes("size-4", current ? "text-accent" : "text-subtle")} aria-hidden="true" />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
