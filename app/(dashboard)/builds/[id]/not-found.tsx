import { NothingHere } from "#components/shell/nothing-here";

/** A build that is not there, or that one may not see. */
export default function NotFound() {
  return (
    <NothingHere href="/builds" label="All builds">
      The build may have gone with its image, or it belongs to a team that you are not in: one of its owners
      can add you.
    </NothingHere>
  );
}
