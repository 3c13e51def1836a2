"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { CreateTokenButton } from "#components/teams/create-token-button";
import { RevokeTokenDialog } from "#components/teams/revoke-token-dialog";
import { TokenExamples } from "#components/teams/token-examples";
import { TokenTable } from "#components/teams/token-table";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import type { Team } from "#lib/teams/schemas";
import type { Token } from "#lib/tokens/schemas";

/** A team's API tokens. */
export function TokensTab({ team }: { team: Team }) {
  const tokens = useQuery(orpc.tokens.list.queryOptions({ input: { team: team.name } }));
  const [token, setToken] = useState<Token | null>(null);
  const [isRevoking, setRevoking] = useState(false);
  const isOwner = team.role === "owner";

  function revoke(next: Token) {
    setToken(next);
    setRevoking(true);
  }

  if (!tokens.data) {
    return (
      <Card>
        {tokens.error ? (
          <ErrorState error={tokens.error} title="The tokens could not be loaded" retry={tokens.refetch} />
        ) : (
          <SkeletonRows rows={2} label="Loading the tokens" />
        )}
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {tokens.data.items.length > 0 ? (
        <TokenTable tokens={tokens.data.items} onRevoke={isOwner ? revoke : undefined} />
      ) : (
        <Card>
          <EmptyState
            icon={<KeyRound />}
            title="No tokens yet"
            actions={isOwner ? <CreateTokenButton team={team.name} /> : null}
          >
            With a token, an agent asks which image to start from, and CI builds a version after each merge:
            whatever this site shows for {team.name}, programs can do too.
            {isOwner ? null : " Owners of the team make them."}
          </EmptyState>
        </Card>
      )}
      <Section title="What programs do with it">
        <TokenExamples team={team.name} />
      </Section>
      {token ? (
        <RevokeTokenDialog team={team.name} token={token} open={isRevoking} onOpenChange={setRevoking} />
      ) : null}
    </div>
  );
}
