"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { MemberTable } from "#components/teams/member-table";
import { RemoveMemberDialog } from "#components/teams/remove-member-dialog";
import { StepDownDialog } from "#components/teams/step-down-dialog";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { SkeletonRows } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Member, Team } from "#lib/teams/schemas";

/** Who is in a team, and what can be done about it. */
export function MembersTab({ team, viewer }: { team: Team; viewer: string | undefined }) {
  const queryClient = useQueryClient();
  const input = { team: team.name };
  const members = useQuery(orpc.teams.listMembers.queryOptions({ input }));
  const update = useMutation(
    orpc.teams.updateMember.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.teams.listMembers.queryKey({ input }) }),
          queryClient.invalidateQueries({ queryKey: orpc.teams.list.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.account.me.key() }),
        ]),
    }),
  );
  // Kept while its dialog closes, so that the words do not vanish before the dialog does.
  const [leaver, setLeaver] = useState<Member | null>(null);
  const [dialog, setDialog] = useState<"remove" | "step-down" | null>(null);

  async function changeRole(member: Member, role: Member["role"]) {
    try {
      await update.mutateAsync({ ...input, user: member.id, role });
      toast({
        title: `${member.name} is ${role === "owner" ? "an owner" : "a member"} of ${team.name} now`,
        action: {
          label: "Undo",
          onClick: () =>
            void update.mutateAsync({ ...input, user: member.id, role: member.role }).catch(refuse),
        },
      });
    } catch (error) {
      refuse(error);
    }
  }

  if (!members.data) {
    return (
      <Card>
        {members.error ? (
          <ErrorState error={members.error} title="The members could not be loaded" retry={members.refetch} />
        ) : (
          <SkeletonRows rows={team.members} label="Loading the members" />
        )}
      </Card>
    );
  }
  return (
    <>
      <MemberTable
        members={members.data.items}
        viewer={viewer}
        isOwner={team.role === "owner"}
        onRoleChange={(member, role) => {
          if (member.id === viewer) setDialog("step-down");
          else void changeRole(member, role);
        }}
        onRemove={(member) => {
          setLeaver(member);
          setDialog("remove");
        }}
      />
      {leaver ? (
        <RemoveMemberDialog
          team={team.name}
          member={leaver}
          isLeaving={leaver.id === viewer}
          open={dialog === "remove"}
          onOpenChange={(open) => setDialog(open ? "remove" : null)}
        />
      ) : null}
      {viewer ? (
        <StepDownDialog
          team={team.name}
          open={dialog === "step-down"}
          onOpenChange={(open) => setDialog(open ? "step-down" : null)}
          onConfirm={() => update.mutateAsync({ ...input, user: viewer, role: "developer" })}
        />
      ) : null}
    </>
  );
}

function refuse(error: unknown) {
  toast({ tone: "danger", title: "The role stays as it was", description: problemOf(error).detail });
}
