"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { NewNamedDialog } from "#components/teams/new-named-dialog";
import { orpc } from "#lib/api/query";

/** Asks for a name and makes a team of it, which its creator owns; then goes to its page. */
export function CreateTeamDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const create = useMutation(
    orpc.teams.create.mutationOptions({
      onSuccess: async (team) => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.teams.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.account.me.key() }),
        ]);
        router.push(`/teams/${team.name}`);
      },
    }),
  );
  return (
    <NewNamedDialog
      noun="team"
      description="You will own it, and can add people and tokens next."
      hint={(name) => (
        <>
          Stands in front of its images, here and in the registry: <code>{name || "media"}/ffmpeg</code>. It
          cannot be changed later.
        </>
      )}
      examples={{ name: "media", description: "Images that convert and inspect video" }}
      create={create}
      open={open}
      onOpenChange={onOpenChange}
    />
  );
}
