import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";

export interface Column<Row> {
  id: string;
  /** Empty for a column of buttons; give `name` then. */
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end";
  /** A CSS width; the rest share what is left. */
  width?: string;
  /**
   * Where it goes when the table turns into a list (below 640 px): the first line's start or end, the line
   * below, or nowhere.
   */
  narrow?: "title" | "end" | "meta" | "hidden";
}

export interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
}

const NARROW = {
  title: "max-sm:order-1 max-sm:min-w-0 max-sm:flex-1 max-sm:text-base",
  end: "max-sm:order-2",
  meta: "max-sm:order-4 max-sm:text-muted",
  hidden: "max-sm:hidden",
};

/**
 * Rows of 40 px; below 640 px each row is an entry of a list with two lines. A link in a cell with the class
 * `row-link` makes the whole row lead where it leads.
 */
export function Table<Row>({ label, columns, rows, rowKey, rowClass }: TableProps<Row>) {
  return (
    <table className="w-full text-left text-sm max-sm:block">
      <caption className="sr-only">{label}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-subtle">
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              style={{ width: column.width }}
              className={classes(
                "h-9 px-3 font-normal first:pl-4 last:pr-4",
                column.align === "end" && "text-right",
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className={classes(
              "group relative border-b border-line transition-colors last:border-0 hover:bg-hover max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-2.5 max-sm:after:order-3 max-sm:after:basis-full max-sm:after:content-['']",
              rowClass?.(row),
            )}
          >
            {columns.map((column) => (
              <td
                key={column.id}
                className={classes(
                  "max-sm:empty:hidden sm:h-10 sm:px-3 sm:py-1.5 sm:first:pl-4 sm:last:pr-4",
                  column.align === "end" && "sm:text-right",
                  NARROW[column.narrow ?? "meta"],
                )}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
