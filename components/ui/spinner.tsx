import { classes } from "#components/ui/classes";

/** A turning ring; with reduced motion it stands still. The words beside it say what is going on. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" aria-hidden="true" className={classes("size-4", className)}>
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
      <path
        d="M8 2a6 6 0 0 1 6 6"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        className="ember"
        style={{ transformBox: "view-box" }}
      />
    </svg>
  );
}
