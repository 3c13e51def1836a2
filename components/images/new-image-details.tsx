"use client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue } from "react";
import type { NewImageDraft } from "#components/images/new-image-draft";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import { orpc } from "#lib/api/query";
import { nameProblem } from "#lib/names/name-problem";

export interface NewImageDetailsProps {
  draft: NewImageDraft;
  onChange: (part: Partial<NewImageDraft>) => void;
  teams: readonly { name: string }[];
  /** host[:port][/prefix] of the registry. */
  registry: string;
  /** It is created already: that it has its name is no fault. */
  isCreated: boolean;
  /** Say that the name is missing, too. */
  isSubmitted: boolean;
  /** What the server found wrong with a field as it was sent. */
  refused: (field: "name" | "team" | "description") => string | undefined;
}

/** Whose image it is, what it is called and what it is for. */
export function NewImageDetails(props: NewImageDetailsProps) {
  const { draft, onChange, teams, registry, isCreated, isSubmitted, refused } = props;
  const { team, name, description } = draft;
  const problem = name || isSubmitted ? nameProblem("image", name) : null;
  const isTaken = useIsTaken(team, name) && !isCreated;

  return (
    <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <Field label="Team" custom error={refused("team")}>
        <Select
          label="Team"
          value={team}
          options={teams.map(({ name }) => ({ value: name, label: name }))}
          onValueChange={(next) => onChange({ team: next })}
        />
      </Field>
      <Field
        label="Name"
        error={problem ?? refused("name") ?? (isTaken ? taken(team, name) : undefined)}
        hint={
          <>
            What you will pull: <Reference registry={registry} team={team} name={name} />
          </>
        }
      >
        <Input
          mono
          name="name"
          value={name}
          onChange={(event) => onChange({ name: event.target.value.trim() })}
          placeholder="ffmpeg"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label="Description" optional error={refused("description")} className="sm:col-span-2">
        <Textarea
          name="description"
          value={description}
          onChange={(event) => onChange({ description: event.target.value })}
          maxLength={500}
          placeholder="What is in it and who starts from it"
        />
      </Field>
    </div>
  );
}

function Reference({ registry, team, name }: { registry: string; team: string; name: string }): ReactNode {
  return (
    <code className="wrap-anywhere">
      {registry}/{team}/<span className={name ? "text-fg" : undefined}>{name || "name"}</span>:latest
    </code>
  );
}

function taken(team: string, name: string): ReactNode {
  return (
    <>
      {team} has an image named {name} already.{" "}
      <a className="underline" href={`/images/${team}/${name}`} target="_blank" rel="noreferrer">
        Look at it
      </a>
    </>
  );
}

/** Whether the team has an image of that name, as far as the first hundred that contain it tell. */
function useIsTaken(team: string, name: string): boolean {
  const asked = useDeferredValue(name);
  const { data } = useQuery({
    ...orpc.images.list.queryOptions({ input: { team, q: asked, sort: "name", limit: 100 } }),
    enabled: team !== "" && nameProblem("image", asked) === null,
  });
  return asked === name && Boolean(data?.items.some((image) => image.name === name));
}
