"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { api, orpc } from "#lib/api/query";
import type { Token } from "#lib/tokens/schemas";

export interface RevokeTokenDialogProps {
  /** Whose the token is; one's own without it. */
  team?: string;
  token: Token;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says what revoking a token means, and to whom, before it is done. */
export function RevokeTokenDialog({ team, token, open, onOpenChange }: RevokeTokenDialogProps) {
  const queryClient = useQueryClient();

  async function confirm() {
    if (team) await api.tokens.revoke({ team, id: token.id });
    else await api.account.revokeToken({ id: token.id });
    const queryKey = team ? orpc.tokens.key() : orpc.account.listTokens.key();
    await queryClient.invalidateQueries({ queryKey });
    toast({ title: `“${token.name}” is revoked` });
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Revoke “${token.name}”?`}
      confirm="Revoke token"
      onConfirm={confirm}
    >
      <p>
        The next request that carries <code>{token.prefix}…</code> is refused: the agents, pipelines and
        scripts that use it can no longer find or build {team ? `${team}'s images` : "images as you"}. Builds
        that it started go on.
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
  );
}
