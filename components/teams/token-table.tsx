"use client";
import { Trash2 } from "lucide-react";
import { Card } from "#components/ui/card";
import { IconButton } from "#components/ui/icon-button";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import type { Token } from "#lib/tokens/schemas";

/** A team's tokens; `onRevoke` only for those who may. */
export function TokenTable({
  tokens,
  onRevoke,
}: {
  tokens: readonly Token[];
  onRevoke?: (token: Token) => void;
}) {
  const columns: readonly Column<Token>[] = [
    {
      id: "name",
      header: "Name",
      narrow: "title",
      cell: (token) => <span className="font-medium wrap-anywhere">{token.name}</span>,
    },
    {
      id: "prefix",
      header: "Begins with",
      width: "10rem",
      cell: (token) => <code className="text-muted">{token.prefix}…</code>,
    },
    {
      id: "used",
      header: "Last used",
      width: "10rem",
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
    {
      id: "created",
      header: "Created",
      width: "10rem",
      cell: (token) => (
        <span className="text-muted">
          <span className="sm:hidden">created </span>
          <TimeAgo time={token.createdAt} />
        </span>
      ),
    },
  ];
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
        columns={onRevoke ? [...columns, actions] : columns}
        rows={tokens}
        rowKey={(token) => token.id}
      />
    </Card>
  );
}
