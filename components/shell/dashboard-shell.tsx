"use client";
import { Menu, Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, Suspense, useLayoutEffect, useState } from "react";
import { useSessionExpired } from "#components/auth/session-expired";
import { Wordmark } from "#components/auth/wordmark";
import { useDeveloperTeams } from "#components/images/use-developer-teams";
import { NoticeBell } from "#components/notices/notice-bell";
import { AccountMenu } from "#components/shell/account-menu";
import { useCurrentTeam } from "#components/shell/current-team";
import { LivePill } from "#components/shell/live-pill";
import { Navigation } from "#components/shell/navigation";
import { ShortcutListener } from "#components/shell/shortcut-listener";
import { TeamSwitcher } from "#components/shell/team-switcher";
import { usePlaces } from "#components/shell/use-places";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { withTeam } from "#components/shell/with-team";
import { IconButton } from "#components/ui/icon-button";
import { Kbd } from "#components/ui/kbd";
import { definePart, WhenIdle } from "#components/ui/part";

const side = definePart("The menu", () => import("#components/shell/drawer"));
const search = definePart("The search", () => import("#components/shell/command-menu"));
const keys = definePart("The list of keys", () => import("#components/shell/shortcut-help"));
const signInAgain = definePart("Signing in again", () => import("#components/shell/sign-in-again"));

/**
 * The frame of every page of the dashboard: the rail (a drawer on narrow screens), search, keys, live.
 * @param props.readAfter the id of the newest change when the page began to be read
 */
export function DashboardShell({ children, readAfter }: { children: ReactNode; readAfter: string }) {
  const router = useRouter();
  const { team, chosen } = useCurrentTeam();
  const places = usePlaces();
  const mayCreate = useDeveloperTeams().length > 0;
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const expired = useSessionExpired();

  useShortcuts("Everywhere", [
    { keys: "?", label: "Show these keys", run: () => setHelping(true) },
    ...places.map(({ href, label, key, byTeam }) => ({
      keys: `g ${key}`,
      label: `Go to ${label.toLowerCase()}`,
      run: () => router.push(byTeam ? withTeam(href, chosen) : href),
    })),
    ...(mayCreate
      ? [{ keys: "g n", label: "New image", run: () => router.push(withTeam("/images/new", team)) }]
      : []),
  ]);
  // Before the browser can tell of another key: what was pressed earlier is kept until then.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      setSearching(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const rail = (
    <>
      <Suspense>
        <TeamSwitcher onNavigate={() => setDrawer(false)} />
      </Suspense>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => {
          setDrawer(false);
          setSearching(true);
        }}
        className="flex h-8 items-center gap-2.5 rounded-md px-2 text-muted hover:bg-hover hover:text-fg pointer-coarse:h-11"
      >
        <Search className="size-4 text-subtle" aria-hidden="true" />
        <span className="flex-1 text-left">Search</span>
        <Kbd keys="Ctrl+K" />
      </button>
      <Navigation onNavigate={() => setDrawer(false)} />
      <div className="mt-auto flex flex-col gap-0.5">
        <NoticeBell onNavigate={() => setDrawer(false)} />
        <AccountMenu />
      </div>
    </>
  );

  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-10"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-3 border-r border-line bg-sunken px-3 py-3 md:flex">
        <Link href="/images" className="rounded-md px-1 py-1" aria-label="Bakehouse, images">
          <Wordmark />
        </Link>
        {rail}
      </aside>
      <header className="sticky top-0 z-10 flex h-12 items-center gap-1 border-b border-line bg-sunken px-2 md:hidden">
        <IconButton label="Menu" icon={<Menu />} side="bottom" onClick={() => setDrawer(true)} />
        <Link href="/images" className="flex flex-1 items-center rounded-md" aria-label="Bakehouse, images">
          <Wordmark />
        </Link>
        <NoticeBell compact />
        <IconButton label="Search" icon={<Search />} side="bottom" onClick={() => setSearching(true)} />
      </header>
      <WhenIdle part={side} open={drawer}>
        {({ Drawer }) => (
          <Drawer open={drawer} onOpenChange={setDrawer}>
            {rail}
          </Drawer>
        )}
      </WhenIdle>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-[80rem] px-4 py-5 outline-none has-[[data-wide]]:max-w-none sm:px-6 lg:px-8"
      >
        {children}
      </main>
      <WhenIdle part={search} open={searching}>
        {({ CommandMenu }) => <CommandMenu open={searching} onOpenChange={setSearching} />}
      </WhenIdle>
      <WhenIdle part={keys} open={helping}>
        {({ ShortcutHelp }) => <ShortcutHelp open={helping} onOpenChange={setHelping} />}
      </WhenIdle>
      <ShortcutListener />
      <WhenIdle part={signInAgain} open={expired}>
        {({ SignInAgain }) => <SignInAgain open={expired} />}
      </WhenIdle>
      <LivePill readAfter={readAfter} />
    </div>
  );
}
