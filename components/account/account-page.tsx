"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { ChangeName } from "#components/account/change-name";
import { ChangePassword } from "#components/account/change-password";
import { PersonalTokens } from "#components/account/personal-tokens";
import { ProviderConnection } from "#components/account/provider-connection";
import { SessionList } from "#components/account/session-list";
import { TeamLinks } from "#components/account/team-links";
import { ThemeChoice } from "#components/account/theme-choice";
import { NoticeSettings } from "#components/notices/notice-settings";
import { signOut } from "#components/shell/account-menu";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { orpc } from "#lib/api/query";

/** Who one is, one's teams and tokens, the look, how one signs in, and where one is signed in. */
export function AccountPage() {
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const { data: credentials } = useQuery(orpc.account.credentials.queryOptions());
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={me.name}
        badge={me.isAdmin ? <Badge>Administrator</Badge> : null}
        meta={
          <>
            Signed in as {me.email}
            {me.isAdmin ? "; you keep the teams and base images of this Bakehouse." : null}
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
          <TeamLinks teams={me.teams} />
        </Section>
        <Section title="Theme" description="In this browser.">
          <div>
            <ThemeChoice />
          </div>
        </Section>
        <Section title="Your name">
          <ChangeName name={me.name} />
        </Section>
        <NoticeSettings />
        <PersonalTokens />
        {credentials?.password ? (
          <Section title="Password" description="A new one ends every other session.">
            <ChangePassword email={me.email} />
          </Section>
        ) : null}
        {credentials?.provider ? <ProviderConnection {...credentials.provider} /> : null}
        <SessionList />
      </div>
    </div>
  );
}
