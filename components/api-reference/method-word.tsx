import { classes } from "#components/ui/classes";

const COLOUR: Record<string, string> = {
  GET: "text-info",
  POST: "text-success",
  PUT: "text-warning",
  PATCH: "text-warning",
  DELETE: "text-danger",
};

/** The verb of an HTTP request. */
export function MethodWord({ method, className }: { method: string; className?: string }) {
  return (
    <span className={classes("font-mono text-xs font-semibold", COLOUR[method], className)}>{method}</span>
  );
}
