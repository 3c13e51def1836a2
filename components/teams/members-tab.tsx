"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { InvitationList } from "#components/teams/invitation-list";
import { MemberTable } from "#components/teams/member-table";
import { RemoveMemberDialog } from "#components/teams/remove-member-dialog";
import { ROLE_WORD } from "#components/teams/role-word";
import { StepDownDialog } from "#components/teams/step-down-dialog";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { SkeletonRows } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Role } from "#lib/auth/roles";
import type { AnyTeam, Member } from "#lib/teams/schemas";

export interface MembersTabProps {
  team: AnyTeam;
  /** The viewer's own user id. */
  viewer: string | undefined;
  canManage: boolean;
}

/** Who is in a team and who is invited, and what can be done about it. */
export function MembersTab({ team, viewer, canManage }: MembersTabProps) {
  const queryClient = useQueryClient();
  const input = { team: team.name };
  const members = useQuery(orpc.teams.listMembers.queryOptions({ input }));
  const update = useMutation(
    orpc.teams.updateMember.mutationOptions({
      onSuccess: () =>
        Promise.all(
          [orpc.teams, orpc.invitations, orpc.account.me].map((each) =>
            queryClient.invalidateQueries({ queryKey: each.key() }),
          ),
        ),
    }),
  );
  // Kept while its dialog closes, so that the words do not vanish before the dialog does.
  const [leaver, setLeaver] = useState<Member | null>(null);
  const [lowered, setLowered] = useState<Role>("developer");
  const [dialog, setDialog] = useState<"remove" | "step-down" | null>(null);

  async function changeRole(member: Member, role: Role) {
    try {
      await update.mutateAsync({ ...input, user: member.id, role });
      const back = () => update.mutateAsync({ ...input, user: member.id, role: member.role });
      toast({
        title: `${member.name} is ${role === "owner" ? "an" : "a"} ${ROLE_WORD[role].toLowerCase()} of ${team.name} now`,
        action: { label: "Undo", onClick: () => void back().catch(refuse) },
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
    <div className="flex flex-col gap-8">
      {members.data.items.length > 0 ? (
        <MemberTable
          members={members.data.items}
          viewer={viewer}
          canManage={canManage}
          onRoleChange={(member, role) => {
            setLowered(role);
            if (member.id === viewer) setDialog("step-down");
            else void changeRole(member, role);
          }}
          onRemove={(member) => {
            setLeaver(member);
            setDialog("remove");
          }}
        />
      ) : (
        <Card>
          <EmptyState title="Nobody is in this team">
            It was made on the host, for a token. Invite its first owner, or add yourself by e-mail.
          </EmptyState>
        </Card>
      )}
      {canManage ? <InvitationList team={team.name} /> : null}
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
          role={lowered}
          open={dialog === "step-down"}
          onOpenChange={(open) => setDialog(open ? "step-down" : null)}
          onConfirm={() => update.mutateAsync({ ...input, user: viewer, role: lowered })}
        />
      ) : null}
    </div>
  );
}

function refuse(error: unknown) {
  toast({ tone: "danger", title: "The role stays as it was", description: problemOf(error).detail });
}
