"use client";
import { useEffect } from "react";
import { buttonClasses } from "#components/ui/button-classes";
import { StatusMark } from "#components/ui/status-mark";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/**
 * A page that broke: what happened, that nothing is lost, and how to go on. Every page is sent this beforehand, so it
 * stands on little.
 */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => console.error(error), [error]);
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-center px-4 py-16 text-center">
      <StatusMark status="failed" className="mb-3 size-6" />
      <h1 className="text-lg font-semibold">This page broke</h1>
      <p className="mt-1 text-balance text-muted">
        A fault of ours, not of what you did. Images, builds and what you saved are untouched; builds go on.
        Drafts are kept in this tab.
      </p>
      {error.digest ? (
        <p className="mt-2 text-sm text-subtle">
          The server's log has the cause under <code>{error.digest}</code>.
        </p>
      ) : null}
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        {/* Loaded anew, as what runs here may be what broke. */}
        <a href="/images" className={buttonClasses()}>
          All images
        </a>
        <button type="button" className={buttonClasses("primary")} onClick={retry}>
          Try again
        </button>
      </div>
    </div>
  );
}
