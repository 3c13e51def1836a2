"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronsUpDown, Plus, UsersRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCurrentTeam } from "#components/shell/current-team";
import { withTeam } from "#components/shell/with-team";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "#components/ui/menu";
import { orpc } from "#lib/api/query";

const ALL = "";

/** Whose images are shown: one team's or all. Choosing one goes to the catalogue, filtered, and is remembered. */
export function TeamSwitcher({ onNavigate }: { onNavigate?: () => void }) {
  const router = useRouter();
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const { team: current, choose } = useCurrentTeam();

  return (
    <Menu
      align="start"
      className="min-w-52"
      trigger={
        <button
          type="button"
          className="flex h-9 w-full items-center gap-2 rounded-md border border-line bg-raised px-2 text-left hover:border-line-strong pointer-coarse:h-11"
        >
          <UsersRound className="size-4 shrink-0 text-subtle" aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate font-medium">
            <span className="sr-only">Team: </span>
            {current || "All teams"}
          </span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-subtle" aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        label="Show images of"
        value={current}
        options={[
          { value: ALL, label: "All teams" },
          ...me.teams.map(({ name }) => ({ value: name, label: name })),
        ]}
        onValueChange={(team) => {
          onNavigate?.();
          choose(team);
          router.push(withTeam("/images", team));
        }}
      />
      <MenuSeparator />
      <MenuItem icon={<Plus />} href="/teams?new">
        New team
      </MenuItem>
    </Menu>
  );
}
