import type { Metadata } from "next";
import { NothingHere } from "#components/shell/nothing-here";

export const metadata: Metadata = { title: "Not found" };

/** An address that means nothing, or an image that is not there. */
export default function NotFound() {
  return (
    <NothingHere href="/images" label="All images">
      It may have been deleted, or it belongs to a team that you are not in: one of its owners can add you. If
      you typed the address, look for a typing error.
    </NothingHere>
  );
}
