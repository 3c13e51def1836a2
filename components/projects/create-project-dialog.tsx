"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useCurrentTeam } from "#components/shell/current-team";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import { orpc } from "#lib/api/query";
import { nameProblem } from "#lib/names/name-schema";

const FIELDS = ["name", "description"];

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
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const queryClient = useQueryClient();
  const router = useRouter();
  const form = useId();
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
  const refusal = create.variables?.name === name && create.variables.team === team ? create.error : null;
  const problem = name || submitted ? nameProblem("project", name) : null;
  const other = otherProblem(refusal, FIELDS);

  function change(next: boolean) {
    if (create.isPending) return;
    onOpenChange(next);
    if (next) return;
    create.reset();
    setName("");
    setDescription("");
    setSubmitted(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!create.isPending && !nameProblem("project", name)) create.mutate({ team, name, description });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="New project"
      description="A repository, a service or an agent’s workspace. You choose its image next."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Create project
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {teams.length > 1 ? (
          <Field label="Team" custom>
            <Select
              value={team}
              onValueChange={setPicked}
              options={teams.map((name) => ({ value: name, label: name }))}
            />
          </Field>
        ) : null}
        <Field
          label="Name"
          hint={
            <>
              Programs ask for <code>{`${team}/${name || "web-shop"}`}</code>. It cannot be changed later.
            </>
          }
          error={problem ?? fieldProblem(refusal, "name")}
        >
          <Input
            mono
            value={name}
            onChange={(event) => setName(event.target.value.trim())}
            placeholder="web-shop"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field label="Description" optional error={fieldProblem(refusal, "description")}>
          <Textarea
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            maxLength={500}
            placeholder="Its agents and its CI"
          />
        </Field>
        {other ? <Callout tone="danger">{other}</Callout> : null}
      </form>
    </Dialog>
  );
}
