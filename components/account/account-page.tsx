"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import Link from "next/link";
import { ChangePassword } from "#components/account/change-password";
import { SessionList } from "#components/account/session-list";
import { signOut } from "#components/shell/account-menu";
import { THEMES, type Theme } from "#components/shell/theme";
import { useTheme } from "#components/shell/use-theme";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { orpc } from "#lib/api/query";

const THEME_LABELS: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

/** Who one is, the password, the look, and where one is signed in. */
export function AccountPage() {
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const [theme, setTheme] = useTheme();
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={me.name}
        meta={
          <>
            {me.email}
            {me.isAdmin ? " · administrator of this Bakehouse" : null}
          </>
        }
        actions={
          <Button icon={<LogOut />} onClick={signOut}>
            Sign out
          </Button>
        }
      />
      <div className="flex flex-col gap-8">
        <Section title="Teams" description="Whose images you see and build.">
          <Card>
            <ul>
              {me.teams.map(({ name, role }) => (
                <li key={name} className="border-b border-line last:border-0">
                  <Link
                    href={`/teams/${name}`}
                    className="flex h-10 items-center justify-between gap-4 px-4 hover:bg-hover focus-visible:-outline-offset-2"
                  >
                    <span className="font-medium">{name}</span>
                    <span className="text-muted">{role === "owner" ? "Owner" : "Member"}</span>
                  </Link>
                </li>
              ))}
              {me.teams.length === 0 ? (
                <li className="px-4 py-3 text-muted">You are in no team yet.</li>
              ) : null}
            </ul>
          </Card>
        </Section>
        <Section title="Password">
          <ChangePassword />
        </Section>
        <Section title="Look">
          <Card padded>
            <Select
              label="Theme"
              prefix="Theme:"
              className="max-w-56"
              value={theme}
              options={THEMES.map((value) => ({ value, label: THEME_LABELS[value] }))}
              onValueChange={setTheme}
            />
          </Card>
        </Section>
        <Section title="Signed in" description="End what you do not know.">
          <SessionList />
        </Section>
      </div>
    </div>
  );
}
