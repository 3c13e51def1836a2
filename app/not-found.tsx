import { Boxes } from "lucide-react";
import type { Metadata } from "next";
import { Wordmark } from "#components/auth/wordmark";
import { NothingHere } from "#components/shell/nothing-here";

export const metadata: Metadata = { title: "Not found" };

/** An address that means nothing, or an image that is not there. */
export default function NotFound() {
  return (
    <div className="mx-auto flex min-h-[80dvh] max-w-xl flex-col items-center justify-center gap-8 px-4 py-8">
      {/* The dashboard's own frame has it already. */}
      <div className="in-[main]:hidden">
        <Wordmark />
      </div>
      <NothingHere href="/images" icon={<Boxes />} label="All images">
        It may have been deleted, or it belongs to a team that you are not in: one of its owners can add you.
        If you typed the address, look for a typing error.
      </NothingHere>
    </div>
  );
}
