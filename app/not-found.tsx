import { Boxes } from "lucide-react";
import type { Metadata } from "next";
import { Wordmark } from "#components/auth/wordmark";
import { ButtonLink } from "#components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** Something that is not there, or that the viewer may not see: the two look alike on purpose. */
export default function NotFound() {
  return (
    <div className="mx-auto flex min-h-[80dvh] max-w-xl flex-col items-center justify-center px-4 py-8 text-center">
      {/* The dashboard's own frame has it already. */}
      <div className="in-[main]:hidden">
        <Wordmark />
      </div>
      <h1 className="mt-8 text-lg font-semibold">There is nothing here</h1>
      <p className="mt-1 text-balance text-muted">
        It may have been deleted, or it belongs to a team that you are not in: one of its owners can add you.
        If you typed the address, look for a typing error.
      </p>
      <ButtonLink variant="primary" icon={<Boxes />} href="/images" className="mt-5">
        All images
      </ButtonLink>
    </div>
  );
}
