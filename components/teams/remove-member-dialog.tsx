"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { toast } from "#components/ui/toast";
import { orpc } from "#lib/api/query";
import type { Member } from "#lib/teams/schemas";

export interface RemoveMemberDialogProps {
  team: string;
  member: Member;
  /** The viewer leaves, instead of someone being removed. */
  isLeaving: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says what going means, and for whom, before someone is removed or leaves. */
export function RemoveMemberDialog({ team, member, isLeaving, open, onOpenChange }: RemoveMemberDialogProps) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const remove = useMutation(orpc.teams.removeMember.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ team, user: member.id });
    if (isLeaving) {
      router.push("/teams");
      toast({ title: `You left ${team}` });
    } else {
      toast({ title: `${member.name} is no longer in ${team}` });
    }
    await Promise.all(
      [orpc.teams, orpc.invitations, orpc.account.me, orpc.images.list].map((each) =>
        queryClient.invalidateQueries({ queryKey: each.key() }),
      ),
    );
  }

  const who = isLeaving ? "You" : member.name;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={isLeaving ? `Leave ${team}?` : `Remove ${member.name} from ${team}?`}
      confirm={isLeaving ? "Leave team" : "Remove from team"}
      onConfirm={confirm}
    >
      <p>
        {who} will no longer see the images, builds and tokens of {team}. Images and builds made until now
        stay in the team, with their author's name.
      </p>
      <p>
        {isLeaving
          ? "An owner can invite you again."
          : "Their account and other teams stay; invitations they made and nobody used are taken back. A token of the team that they know goes on working until it is revoked."}
      </p>
    </ConfirmDialog>
  );
}
