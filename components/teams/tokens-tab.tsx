"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { TokenExamples } from "#components/teams/token-examples";
import { TokenTable } from "#components/teams/token-table";
import { Card } from "#components/ui/card";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { orpc } from "#lib/api/query";
import type { Team } from "#lib/teams/schemas";
import type { Token } from "#lib/tokens/schemas";

/** A team's API tokens. `create` is the button that makes one, for the empty list. */
export function TokensTab({ team, create }: { team: Team; create: ReactNode }) {
  const queryClient = useQueryClient();
  const input = { team: team.name };
  const tokens = useQuery(orpc.tokens.list.queryOptions({ input }));
  const revoke = useMutation(orpc.tokens.revoke.mutationOptions());
  const [token, setToken] = useState<Token | null>(null);
  const [isRevoking, setRevoking] = useState(false);

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
        <TokenTable
          tokens={tokens.data.items}
          onRevoke={
            team.role === "owner"
              ? (next) => {
                  setToken(next);
                  setRevoking(true);
                }
              : undefined
          }
        />
      ) : (
        <Card>
          <EmptyState icon={<KeyRound />} title="No tokens yet" actions={create}>
            With a token, an agent asks which image to start from, and CI builds a version after each merge:
            whatever this site shows for {team.name}, programs can do too.
            {create ? null : " Owners of the team make them."}
          </EmptyState>
        </Card>
      )}
      <Section title="What programs do with it">
        <TokenExamples team={team.name} />
      </Section>
      {token ? (
        <ConfirmDialog
          open={isRevoking}
          onOpenChange={setRevoking}
          title={`Revoke “${token.name}”?`}
          confirm="Revoke token"
          onConfirm={async () => {
            await revoke.mutateAsync({ ...input, id: token.id });
            await queryClient.invalidateQueries({ queryKey: orpc.tokens.list.queryKey({ input }) });
            toast({ title: `“${token.name}” is revoked` });
          }}
        >
          <p>
            The next request that carries <code>{token.prefix}…</code> is refused: the agents, pipelines and
            scripts that use it can no longer find or build {team.name}'s images. Builds that it started go
            on.
          </p>
          <p>
            {token.lastUsedAt ? (
              <>
                It was last used <TimeAgo time={token.lastUsedAt} />.
              </>
            ) : (
              "It was never used."
            )}{" "}
            A revoked token does not come back; make a new one instead.
          </p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
