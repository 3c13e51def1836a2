import Link from "next/link";
import { classes } from "#components/ui/classes";
import type { Use } from "#lib/projects/schemas";

/** The tag of the build that a use is given now, leading to it where the viewer may see it. */
export function GivenBuild({ use: { gets, isVisible } }: { use: Use }) {
  if (!gets) return <span className="text-subtle">nothing yet</span>;
  const className = classes("font-mono", gets.revoked && "text-danger line-through");
  if (!isVisible) return <span className={className}>{gets.tag}</span>;
  return (
    <Link href={`/builds/${gets.id}`} className={classes(className, "rounded-sm hover:underline")}>
      <span className="sr-only">Build </span>
      {gets.tag}
    </Link>
  );
}
