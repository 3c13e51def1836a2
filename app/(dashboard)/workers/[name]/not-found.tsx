import { NothingHere } from "#components/shell/nothing-here";

/** A worker that never was here, or that was forgotten. */
export default function NotFound() {
  return (
    <NothingHere href="/workers" label="All workers">
      No worker has this name. It may have been forgotten by an administrator; one that starts under this name
      is here again.
    </NothingHere>
  );
}
