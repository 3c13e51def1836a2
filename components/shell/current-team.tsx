"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { TEAM_COOKIE } from "#components/shell/team-cookie";
import { writeCookie } from "#components/shell/write-cookie";
import { orpc } from "#lib/api/query";

const LISTS = ["/images", "/builds", "/projects"];

interface CurrentTeam {
  /** The team of what is shown; the chosen one where a page shows no team's things; "" for all. */
  team: string;
  /** The team that lists are to show: chosen in a list or the switcher, kept until another is. */
  chosen: string;
  choose: (team: string) => void;
}

const Current = createContext<CurrentTeam>({ team: "", chosen: "", choose: () => {} });

/** Which team it is about. Lists say it in their address; what was chosen there goes along to other pages. */
export function CurrentTeamProvider({ remembered, children }: { remembered: string; children: ReactNode }) {
  const pathname = usePathname();
  const search = useSearchParams();
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const named = search.get("team") ?? "";
  const isList = LISTS.includes(pathname);
  const [kept, setKept] = useState(remembered);
  const [seen, setSeen] = useState({ pathname: "", named: "" });

  if (seen.pathname !== pathname || seen.named !== named) {
    setSeen({ pathname, named });
    // Coming to a list of all teams by a link forgets nothing; taking its filter away does.
    if (isList && (named !== "" || seen.pathname === pathname)) setKept(named);
  }
  useEffect(() => {
    if (kept !== remembered) writeCookie(TEAM_COOKIE, kept);
  }, [kept, remembered]);

  const own = (name: string | undefined) => (me.teams.some((team) => team.name === name) ? (name ?? "") : "");
  const inPath = /^\/(?:images|projects|teams)\/([^/]+)/.exec(pathname)?.[1];
  const chosen = own(kept);
  const team = own(named) || own(inPath) || (isList ? "" : chosen);
  return <Current value={{ team, chosen, choose: setKept }}>{children}</Current>;
}

/** The team that the page is about and the one that was chosen. */
export function useCurrentTeam(): CurrentTeam {
  return useContext(Current);
}
