"use client";
import Link from "next/link";
import { MethodWord } from "#components/api-reference/method-word";
import type { OperationName } from "#components/api-reference/reference";
import { classes } from "#components/ui/classes";

export interface IndexGroup {
  id: string;
  title: string;
  operations: readonly OperationName[];
}

/** Where an operation stands. */
export function hrefOf(group: string, operation?: string): string {
  return `/api?group=${group}${operation ? `#${operation}` : ""}`;
}

const ENTRY = "flex min-h-8 items-center rounded-md px-2 py-1 transition-colors pointer-coarse:min-h-11";

/** The parts of the reference; below the current one its operations. */
export function GroupList({ index, current }: { index: readonly IndexGroup[]; current: string | null }) {
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      <li>
        <Entry href="/api" isCurrent={current === null}>
          How it works
        </Entry>
      </li>
      {index.map(({ id, title, operations }) => (
        <li key={id}>
          <Entry href={hrefOf(id)} isCurrent={id === current}>
            <span className="flex-1">{title}</span>
            <span className="text-xs text-subtle tabular-nums">{operations.length}</span>
          </Entry>
          {id === current ? (
            <ul className="my-1 ml-2 border-l border-line pl-1">
              {operations.map((operation) => (
                <li key={operation.id}>
                  <a
                    href={`#${operation.id}`}
                    className={classes(ENTRY, "gap-2 text-muted hover:bg-hover hover:text-fg")}
                  >
                    <span className="min-w-0 flex-1 leading-snug">{operation.summary}</span>
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Entry({
  href,
  isCurrent,
  children,
}: {
  href: string;
  isCurrent: boolean;
  children: React.ReactNode;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      className={classes(
        ENTRY,
        "gap-2",
        isCurrent ? "bg-accent-soft font-medium text-fg" : "text-muted hover:bg-hover hover:text-fg",
      )}
    >
      {children}
    </Link>
  );
}

/** The operations that have all words of a search in their path, name or summary. */
export function FoundList({ index, q }: { index: readonly IndexGroup[]; q: string }) {
  const found = findOperations(index, q);
  if (found.length === 0) {
    return <p className="px-2 py-3 text-sm text-muted">No operation has “{q}” in its path or summary.</p>;
  }
  return (
    <ul aria-label="Operations found" className="flex flex-col gap-0.5 text-sm">
      {found.map(({ group, id, method, path, summary }) => (
        <li key={id}>
          <Link
            href={hrefOf(group, id)}
            prefetch={false}
            className="block rounded-md px-2 py-1.5 hover:bg-hover"
          >
            <span className="block leading-snug">{summary}</span>
            <span className="block text-xs text-subtle wrap-anywhere">
              <MethodWord method={method} /> <code>{path}</code>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** In the reference's order. */
export function findOperations(index: readonly IndexGroup[], q: string) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return index.flatMap((group) =>
    group.operations
      .filter(({ id, method, path, summary, who }) => {
        const text = `${group.title} ${id} ${method} ${path} ${summary} ${who ?? ""}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map((operation) => ({ ...operation, group: group.id })),
  );
}
