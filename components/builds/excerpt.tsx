import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";

export interface ExcerptLine {
  n: number;
  content: ReactNode;
  /** It is what the excerpt is about. */
  isMarked: boolean;
}

export interface ExcerptProps {
  title: ReactNode;
  lines: readonly ExcerptLine[];
  /** Where a line leads. */
  hrefOf: (n: number) => string;
  onLine?: (n: number) => void;
}

/** A few numbered lines of something longer, those that matter marked. */
export function Excerpt({ title, lines, hrefOf, onLine }: ExcerptProps) {
  return (
    <figure className="flex min-w-0 flex-col overflow-hidden rounded-md border border-line bg-raised">
      <figcaption className="border-b border-line px-3 py-1.5 text-sm text-muted">{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="overflow-x-auto py-1 font-mono text-log focus-visible:-outline-offset-2">
        <div className="w-max min-w-full">
          {lines.map(({ n, content, isMarked }) => (
            <div
              key={n}
              className={classes("flex", isMarked && "bg-danger-soft shadow-[inset_2px_0_var(--danger)]")}
            >
              <Link
                href={hrefOf(n)}
                scroll={false}
                tabIndex={-1}
                aria-label={`Line ${n}`}
                onClick={(event) => {
                  if (!onLine || event.metaKey || event.ctrlKey) return;
                  event.preventDefault();
                  onLine(n);
                }}
                className="w-12 shrink-0 pr-3 text-right text-subtle tabular-nums select-none hover:text-fg hover:underline"
              >
                {n}
              </Link>
              <code className="pr-4 whitespace-pre">{content}</code>
            </div>
          ))}
        </div>
      </div>
    </figure>
  );
}
