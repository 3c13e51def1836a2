"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { ROLE_WORD } from "#components/teams/role-word";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { IconButton } from "#components/ui/icon-button";
import { Section } from "#components/ui/section";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Invitation } from "#lib/invitations/schemas";

/** A team's invitations that can still be used, and how to take them back; nothing where there are none. */
export function InvitationList({ team }: { team: string }) {
  const queryClient = useQueryClient();
  const invitations = useQuery(orpc.invitations.list.queryOptions({ input: { team } }));
  const revoke = useMutation(
    orpc.invitations.revoke.mutationOptions({
      onSuccess: () =>
        toast({ title: "The invitation is taken back", description: "Its link leads nowhere." }),
      onError: (error) =>
        toast({ tone: "danger", title: "The invitation stays", description: problemOf(error).detail }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.invitations.key() }),
    }),
  );
  const columns: readonly Column<Invitation>[] = [
    {
      id: "email",
      header: "For",
      narrow: "title",
      cell: ({ email }) =>
        email ? (
          <span className="font-medium wrap-anywhere">{email}</span>
        ) : (
          <span className="text-muted">Whoever has the link</span>
        ),
    },
    { id: "role", header: "As", width: "8rem", narrow: "end", cell: ({ role }) => ROLE_WORD[role] },
    {
      id: "by",
      header: "Invited by",
      cell: ({ invitedBy, createdAt }) => (
        <span className="text-muted">
          <span className="sm:hidden">by </span>
          {invitedBy ?? "a token"}, <TimeAgo time={createdAt} />
        </span>
      ),
    },
    {
      id: "ends",
      header: "Ends",
      width: "8rem",
      cell: ({ expiresAt }) => (
        <span>
          <span className="sm:hidden">ends </span>
          <TimeAgo time={expiresAt} />
        </span>
      ),
    },
    {
      id: "actions",
      header: <span className="sr-only">Actions</span>,
      align: "end",
      narrow: "end",
      width: "4rem",
      cell: ({ id, email }) => (
        <IconButton
          size="sm"
          side="left"
          label={`Take back the invitation ${email ? `for ${email}` : "for whoever has the link"}`}
          icon={<Trash2 />}
          onClick={() => revoke.mutate({ team, id })}
        />
      ),
    },
  ];

  if (!invitations.data) {
    if (!invitations.error) return null;
    return (
      <Card>
        <ErrorState
          error={invitations.error}
          title="The invitations could not be loaded"
          retry={invitations.refetch}
        />
      </Card>
    );
  }
  if (invitations.data.items.length === 0) return null;
  return (
    <Section title="Open invitations" description="Links that nobody has used yet.">
      <Card>
        <Table
          label="Open invitations"
          columns={columns}
          rows={invitations.data.items}
          rowKey={({ id }) => id}
        />
      </Card>
    </Section>
  );
}
