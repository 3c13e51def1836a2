"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CreateTokenButton } from "#components/teams/create-token-button";
import { RevokeTokenDialog } from "#components/teams/revoke-token-dialog";
import { TokenTable } from "#components/teams/token-table";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { orpc } from "#lib/api/query";
import type { Token } from "#lib/tokens/schemas";

/** One's own API tokens. */
export function PersonalTokens() {
  const tokens = useQuery(orpc.account.listTokens.queryOptions());
  const [token, setToken] = useState<Token | null>(null);
  const [isRevoking, setRevoking] = useState(false);

  function revoke(next: Token) {
    setToken(next);
    setRevoking(true);
  }

  return (
    <Section
      title="Your API tokens"
      description="Programs that send one act as you, in all your teams. For CI, take a token of the team."
      action={<CreateTokenButton quiet />}
    >
      {tokens.error && !tokens.data ? (
        <Card>
          <ErrorState error={tokens.error} title="The tokens could not be loaded" retry={tokens.refetch} />
        </Card>
      ) : null}
      {tokens.data && tokens.data.items.length > 0 ? (
        <TokenTable tokens={tokens.data.items} onRevoke={revoke} isOwn />
      ) : null}
      {tokens.data?.items.length === 0 ? (
        <Card padded>
          <p className="text-muted">None yet.</p>
        </Card>
      ) : null}
      {token ? <RevokeTokenDialog token={token} open={isRevoking} onOpenChange={setRevoking} /> : null}
    </Section>
  );
}
