"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { FollowsFields } from "#components/projects/follows-fields";
import { HoldFields } from "#components/projects/hold-fields";
import { ImagePicker } from "#components/projects/image-picker";
import { completeDraft, EMPTY_DRAFT, endOfDay, type UseDraft } from "#components/projects/use-draft";
import { useImageChoices } from "#components/projects/use-image-choices";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { classes } from "#components/ui/classes";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Skeleton } from "#components/ui/skeleton";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Project, Use } from "#lib/projects/schemas";
import { USE_NAME } from "#lib/projects/use-name";

const FIELDS = ["use", "image", "hold.build", "hold.until", "hold.reason"];

export interface UseDialogProps {
  project: Project;
  /** The one to change; null for another one. Give the dialog a key for each. */
  use: Use | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says which image a project gets under a name: a channel, a version or one build of it, perhaps held for now. */
export function UseDialog({ project, use, open, onOpenChange }: UseDialogProps) {
  const [name, setName] = useState(use?.name ?? (project.uses.length === 0 ? "default" : ""));
  const [draft, setDraft] = useState<UseDraft>({ ...EMPTY_DRAFT, image: use?.image ?? "" });
  const [submitted, setSubmitted] = useState(false);
  const choices = useImageChoices(draft.image);
  const chosen = completeDraft(draft, use, choices);
  const queryClient = useQueryClient();
  const form = useId();
  const save = useMutation(
    orpc.projects.saveUse.mutationOptions({
      onSuccess: (data) => {
        const input = { team: project.team, project: project.name };
        queryClient.setQueryData(orpc.projects.get.queryKey({ input }), data);
        onOpenChange(false);
      },
    }),
  );
  const change = (changes: Partial<UseDraft>) => {
    save.reset();
    setDraft((before) => ({ ...before, ...changes }));
  };
  const isTaken = !use && project.uses.some((other) => other.name === name);
  const badName = name ? (USE_NAME.pattern.test(name) ? undefined : USE_NAME.problem) : "Give it a name.";
  const nameProblem = isTaken ? `There is a use named ${name} already: change that one.` : badName;
  const until = endOfDay(chosen.until);
  const holdProblems = submitted && chosen.isHeld ? findHoldProblems(until, chosen.reason) : {};
  const isReady = draft.image !== "" && !choices.isPending && chosen.follows !== null;
  const error = otherProblem(save.error, FIELDS);

  function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (save.isPending || nameProblem || !isReady || !chosen.follows) return;
    if (chosen.isHeld && Object.keys(findHoldProblems(until, chosen.reason)).length > 0) return;
    save.mutate({
      team: project.team,
      project: project.name,
      use: name,
      image: draft.image,
      follows: chosen.follows,
      hold: chosen.isHeld && until ? { build: chosen.heldBuild, until, reason: chosen.reason.trim() } : null,
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => save.isPending || onOpenChange(next)}
      size="lg"
      title={use ? `What ${project.name} gets as ${use.name}` : `An image for ${project.name}`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={save.isPending} disabled={!isReady}>
            {use ? "Save" : "Add image"}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <div className={classes("grid gap-4", !use && "sm:grid-cols-[minmax(0,1fr)_12rem]")}>
          <Field label="Image" error={fieldProblem(save.error, "image")}>
            <ImagePicker value={draft.image} onValueChange={(image) => setDraft({ ...EMPTY_DRAFT, image })} />
          </Field>
          {use ? null : (
            <Field
              label="Name"
              hint="What programs ask for"
              error={(name || submitted ? nameProblem : null) ?? fieldProblem(save.error, "use")}
            >
              <Input
                mono
                value={name}
                placeholder="gpu"
                onChange={(event) => setName(event.target.value.trim())}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
            </Field>
          )}
        </div>
        {draft.image === "" ? null : choices.error ? (
          <Callout tone="danger">{problemOf(choices.error).detail}</Callout>
        ) : choices.isPending ? (
          <Skeleton className="h-24 rounded-md!" />
        ) : (
          <>
            <FollowsFields chosen={chosen} choices={choices} onChange={change} />
            {chosen.kind === "build" || choices.builds.length === 0 ? null : (
              <HoldFields
                chosen={chosen}
                good={choices.good}
                problems={{
                  build: fieldProblem(save.error, "hold.build"),
                  until: holdProblems.until ?? fieldProblem(save.error, "hold.until"),
                  reason: holdProblems.reason ?? fieldProblem(save.error, "hold.reason"),
                }}
                onChange={change}
              />
            )}
            <p role="status" className="rounded-md border border-line bg-sunken px-3 py-2 text-sm text-muted">
              <Outcome gets={chosen.gets} before={use?.gets?.tag} />
            </p>
          </>
        )}
        {error ? <Callout tone="danger">{error}</Callout> : null}
      </form>
    </Dialog>
  );
}

function findHoldProblems(until: string | null, reason: string): { until?: string; reason?: string } {
  return {
    ...(until === null && { until: "Choose the last day of the hold." }),
    ...(reason.trim() === "" && { reason: "Say why, for those who wonder later." }),
  };
}

function Outcome({ gets, before }: { gets: string | null; before: string | undefined }) {
  if (gets === null) return <>It gets nothing until there is a good build.</>;
  const tag = <span className="font-mono text-fg">{gets}</span>;
  if (before === gets) return <>It goes on getting build {tag}.</>;
  return (
    <>
      It gets build {tag}
      {before ? (
        <>
          {" "}
          instead of <span className="font-mono">{before}</span>
        </>
      ) : null}
      , as soon as it asks again.
    </>
  );
}
