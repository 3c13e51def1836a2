import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";

/** A raised surface for a table, a list or a form. `padded` unless its content brings its own edges. */
export function Card({
  padded,
  className,
  children,
}: {
  padded?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={classes(
        "overflow-clip rounded-lg border border-line bg-raised",
        padded && "p-4 sm:p-5",
        className,
      )}
    >
      {children}
    </div>
  );
}
