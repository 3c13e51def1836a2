"use client";
import { useLayoutEffect } from "react";

const NOTE = "lost-parts";
const TRIES = "tries-to-load";

/**
 * Runs as the HTML is read. Without a script that did not come, as when the network changed just then, the page answers to
 * nothing; without its style sheet nobody can read it; and the browser does not ask for either again. So it is said, and
 * once what was lost can be had, the page is loaded again; not without end, for it may be something else that stands in the
 * way. What was lost before this ran is found too.
 */
const LOOK_FOR_LOST = `{
  const isLost = ({ name, responseStatus: status }) => /\\.(js|css)$/.test(name) && (status === 0 || status >= 400);
  const tryAgain = async (url, pause) => {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (looking.isAlive && url.endsWith(".js")) return;
    document.getElementById("${NOTE}").hidden = false;
    try {
      await fetch(url);
    } catch {
      return tryAgain(url, Math.min(2 * pause, 30_000));
    }
    const tries = Number(sessionStorage.getItem("${TRIES}") ?? 0);
    if (tries === 3) return;
    sessionStorage.setItem("${TRIES}", tries + 1);
    location.reload();
  };
  const observer = new PerformanceObserver((list) => {
    const lost = list.getEntries().find(isLost);
    if (!lost) return;
    looking.hasLost = true;
    observer.disconnect();
    void tryAgain(lost.name, 500);
  });
  const looking = { isAlive: false, hasLost: false, end: () => observer.disconnect() };
  observer.observe({ type: "resource", buffered: true });
  window.lookingForLost = looking;
}`;

/** Loads the page again where a part of it was lost on the way, and says so. Stands first in the page. */
export function LostParts() {
  useLayoutEffect(() => {
    const page = window as Window & {
      lookingForLost?: { isAlive: boolean; hasLost: boolean; end: () => void };
    };
    const looking = page.lookingForLost;
    if (!looking) return;
    // What is lost from now on is asked for again by whoever wants it.
    looking.end();
    looking.isAlive = true;
    if (!looking.hasLost) sessionStorage.removeItem(TRIES);
    const note = document.getElementById(NOTE);
    if (note) note.hidden = true;
  }, []);
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant */}
      <script dangerouslySetInnerHTML={{ __html: LOOK_FOR_LOST }} />
      <p
        id={NOTE}
        role="alert"
        hidden
        suppressHydrationWarning
        className="fixed inset-x-0 bottom-0 z-50 border-t border-line bg-raised px-4 py-2 text-center text-fg"
      >
        Part of this page could not be loaded, so it may not look or answer as it should. It is tried again;
        if that does not help, check the connection and reload the page.
      </p>
    </>
  );
}
