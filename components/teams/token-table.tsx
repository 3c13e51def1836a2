"use client";
import { Trash2 } from "lucide-react";
import { RoleWord } from "#components/teams/role-word";
import { TokenExpiry } from "#components/teams/token-expiry";
import { Card } from "#components/ui/card";
import { IconButton } from "#components/ui/icon-button";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import type { Token } from "#lib/tokens/schemas";

const COLUMNS: readonly Column<Token>[] = [
  {
    id: "name",
    header: "Name",
    narrow: "title",
    cell: (token) => (
      <>
        <span className="font-medium wrap-anywhere">{token.name}</span>
        <code className="ml-2 text-xs whitespace-nowrap text-subtle">{token.prefix}…</code>
      </>
    ),
  },
  { id: "role", header: "Role", width: "7rem", cell: (token) => <RoleWord role={token.role} /> },
  {
    id: "expires",
    header: "Ends",
    width: "7rem",
    cell: (token) => (
      <span>
        <span className="sm:hidden">ends </span>
        <TokenExpiry time={token.expiresAt} />
      </span>
    ),
  },
  {
    id: "used",
    header: "Last used",
    width: "8rem",
    cell: (token) =>
      token.lastUsedAt ? (
        <span>
          <span className="sm:hidden">used </span>
          <TimeAgo time={token.lastUsedAt} />
        </span>
      ) : (
        <span className="text-subtle">Never used</span>
      ),
  },
];

const MADE: Column<Token> = {
  id: "created",
  header: "Made",
  width: "12rem",
  cell: (token) => (
    <span className="text-muted">
      <span className="sm:hidden">made </span>
      <TimeAgo time={token.createdAt} /> {token.createdBy ? `by ${token.createdBy}` : "on the host"}
    </span>
  ),
};

export interface TokenTableProps {
  tokens: readonly Token[];
  /** Only for those who may. */
  onRevoke?: (token: Token) => void;
  /** One's own: then it need not be said who made them. */
  isOwn?: boolean;
}

/** Tokens, with what each may do, until when, and when it was last used. */
export function TokenTable({ tokens, onRevoke, isOwn }: TokenTableProps) {
  const actions: Column<Token> = {
    id: "actions",
    header: <span className="sr-only">Actions</span>,
    align: "end",
    narrow: "end",
    width: "4rem",
    cell: (token) => (
      <IconButton
        size="sm"
        label={`Revoke ${token.name}`}
        side="left"
        icon={<Trash2 />}
        onClick={() => onRevoke?.(token)}
      />
    ),
  };
  return (
    <Card>
      <Table
        label="API tokens"
        columns={[...COLUMNS, ...(isOwn ? [] : [MADE]), ...(onRevoke ? [actions] : [])]}
        rows={tokens}
        rowKey={(token) => token.id}
      />
    </Card>
  );
}
