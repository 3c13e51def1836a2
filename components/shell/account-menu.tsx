"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Code, LogOut, UserRound } from "lucide-react";
import { endSession } from "#components/auth/sign-in";
import { THEMES } from "#components/shell/theme";
import { useTheme } from "#components/shell/use-theme";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "#components/ui/menu";
import { orpc } from "#lib/api/query";

const THEME_LABELS = { system: "As the system", light: "Light", dark: "Dark" } as const;

/** Leaves by a whole page load, so that nothing of the session stays in memory. */
export async function signOut(): Promise<void> {
  await endSession();
  window.location.assign("/sign-in");
}

/** Who is signed in, and what concerns them. */
export function AccountMenu() {
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const [theme, setTheme] = useTheme();
  return (
    <Menu
      align="start"
      side="top"
      className="min-w-52"
      trigger={
        <button
          type="button"
          className="flex h-9 w-full items-center gap-2 rounded-md px-2 text-left text-muted hover:bg-hover hover:text-fg pointer-coarse:h-11"
        >
          <span
            className="flex size-5 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
            aria-hidden="true"
          >
            {me.name.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 truncate">
            <span className="sr-only">Account of </span>
            {me.name}
          </span>
        </button>
      }
    >
      <MenuItem icon={<UserRound />} href="/account">
        Account
      </MenuItem>
      <MenuItem icon={<Code />} href="/api">
        API
      </MenuItem>
      <MenuSeparator />
      <MenuChoices
        label="Theme"
        value={theme}
        options={THEMES.map((value) => ({ value, label: THEME_LABELS[value] }))}
        onValueChange={setTheme}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onClick={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
