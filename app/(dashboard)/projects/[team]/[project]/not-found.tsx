import { NothingHere } from "#components/shell/nothing-here";

/** A project that is not there, or that one may not see. */
export default function NotFound() {
  return (
    <NothingHere href="/projects" label="All projects">
      The project may have been deleted, or it belongs to a team that you are not in: one of its owners can
      add you.
    </NothingHere>
  );
}
