"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCurrentTeam } from "#components/shell/current-team";
import { NewNamedDialog } from "#components/teams/new-named-dialog";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { orpc } from "#lib/api/query";

export interface CreateProjectDialogProps {
  /** Those in which the viewer may make one; at least one. */
  teams: readonly string[];
  /** The one that the list shows. */
  team: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks for a name and makes a project of it; then goes to its page, where its image is chosen. */
export function CreateProjectDialog({ teams, team: shown, open, onOpenChange }: CreateProjectDialogProps) {
  const { chosen } = useCurrentTeam();
  const [picked, setPicked] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const router = useRouter();
  const team = [picked, shown, chosen].find((each) => each && teams.includes(each)) ?? teams[0] ?? "";
  const create = useMutation(
    orpc.projects.create.mutationOptions({
      onSuccess: async (project) => {
        queryClient.setQueryData(
          orpc.projects.get.queryKey({ input: { team: project.team, project: project.name } }),
          project,
        );
        router.push(`/projects/${project.team}/${project.name}`);
        await queryClient.invalidateQueries({ queryKey: orpc.projects.list.key() });
      },
    }),
  );
  return (
    <NewNamedDialog
      noun="project"
      description="A repository, a service or an agent’s workspace. You choose its image next."
      hint={(name) => (
        <>
          Programs ask for <code>{`${team}/${name || "web-shop"}`}</code>. It cannot be changed later.
        </>
      )}
      examples={{ name: "web-shop", description: "Its agents and its CI" }}
      create={{ ...create, mutate: (input) => create.mutate({ team, ...input }) }}
      open={open}
      onOpenChange={onOpenChange}
    >
      {teams.length > 1 ? (
        <Field label="Team" custom>
          <Select
            value={team}
            onValueChange={(next) => {
              setPicked(next);
              // What was refused in one team may well go in another.
              if (create.isError) create.reset();
            }}
            options={teams.map((name) => ({ value: name, label: name }))}
          />
        </Field>
      ) : null}
    </NewNamedDialog>
  );
}
