import type { ReactNode } from "react";
import { BakeryPanel } from "#components/auth/bakery-panel";
import { Wordmark } from "#components/auth/wordmark";

/** A form at the left, and on wide screens what one gets for it at the right. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex flex-col px-5 py-6 sm:px-10">
        <Wordmark />
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">{children}</div>
      </main>
      <BakeryPanel />
    </div>
  );
}
