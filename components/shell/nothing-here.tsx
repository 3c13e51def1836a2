import type { ReactNode } from "react";
import { Wordmark } from "#components/auth/wordmark";
import { buttonClasses } from "#components/ui/button-classes";

export interface NothingHereProps {
  /** Why it may not be there, and what to do. */
  children: ReactNode;
  /** Where one finds what there is. */
  href: string;
  /** "All images" */
  label: string;
}

/** A page for something that is not there, or that the viewer may not see: the two look alike on purpose. */
export function NothingHere({ children, href, label }: NothingHereProps) {
  return (
    <div className="mx-auto flex min-h-[80dvh] max-w-xl flex-col items-center justify-center px-4 py-8 text-center">
      {/* The dashboard's own frame has it already. */}
      <div className="mb-8 in-[main]:hidden">
        <Wordmark />
      </div>
      <h1 className="text-lg font-semibold">There is nothing here</h1>
      <p className="mt-1 text-balance text-muted">{children}</p>
      {/* Not the router's own: every page is sent beforehand what this one needs. */}
      <a href={href} className={buttonClasses("primary", "md", "mt-5")}>
        {label}
      </a>
    </div>
  );
}
