import { NothingHere } from "#components/shell/nothing-here";

/** A team that is not there, or that one may not see. */
export default function NotFound() {
  return (
    <NothingHere href="/teams" label="All teams">
      The team may have been deleted, or you are not in it: one of its owners can add you.
    </NothingHere>
  );
}
