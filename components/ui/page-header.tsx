import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";

export interface Crumb {
  label: ReactNode;
  href: string;
}

export interface PageHeaderProps {
  /** The places above this one, outermost first. */
  crumbs?: readonly Crumb[];
  title: ReactNode;
  /** Beside the title, such as a status. */
  badge?: ReactNode;
  /** One line below the title. */
  meta?: ReactNode;
  /** The one primary action, at the right; quieter ones before it. */
  actions?: ReactNode;
}

/** Where am I, what is it called, one line about it, and what to do here. */
export function PageHeader({ crumbs, title, badge, meta, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pb-5">
      <div className="min-w-0">
        {crumbs?.length ? (
          <nav
            aria-label="Breadcrumbs"
            className="mb-1 flex flex-wrap items-center gap-1 text-sm text-subtle"
          >
            {crumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <Link href={crumb.href} className="rounded-sm hover:text-fg hover:underline">
                  {crumb.label}
                </Link>
                <ChevronRight className="size-3.5" aria-hidden="true" />
              </Fragment>
            ))}
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {badge}
        </div>
        {meta ? <div className="mt-0.5 max-w-prose text-muted">{meta}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
