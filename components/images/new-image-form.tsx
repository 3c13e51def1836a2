"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useSessionExpired } from "#components/auth/session-expired";
import { DockerfileEditor } from "#components/images/lazy-editor";
import { NewImageActions } from "#components/images/new-image-actions";
import { useCreateImage } from "#components/images/new-image-create";
import { NewImageDetails } from "#components/images/new-image-details";
import { type NewImageDraft, useNewImageDraft } from "#components/images/new-image-draft";
import { goToLine } from "#components/images/new-image-go-to-line";
import { toProblems, useKnownProblems } from "#components/images/new-image-known-problems";
import { NewImagePoints } from "#components/images/new-image-points";
import { NewImageProblems } from "#components/images/new-image-problems";
import { NewImageRestored } from "#components/images/new-image-restored";
import {
  findStartingPoint,
  isDockerfileEdited,
  startNewImage,
  takeStartingPoint,
} from "#components/images/new-image-start";
import { NewImageTeaches } from "#components/images/new-image-teaches";
import { SimilarImages } from "#components/images/similar-images";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { Section } from "#components/ui/section";
import { orpc } from "#lib/api/query";
import { checkDockerfile } from "#lib/dockerfile/check-dockerfile";
import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";
import { nameProblem } from "#lib/names/name-problem";

export interface NewImageFormProps {
  teams: readonly { name: string }[];
  team: string;
  /** The id of the starting point that the address asks for. */
  from: string | null;
  registry: string;
}

const FIELDS = ["team", "name", "description", "message", "dockerfile"];

/** Writes a new image: what it begins as, whose it is and what it is called, its Dockerfile. */
export function NewImageForm({ teams, team, from, registry }: NewImageFormProps) {
  const start = startNewImage(from, team);
  const [kept, setKept] = useNewImageDraft();
  const { submit, pending, sent, refusal } = useCreateImage(() => setKept(null));
  const draft = sent ?? kept ?? start;
  const [isSubmitted, setIsSubmitted] = useState(false);
  const [asked, setAsked] = useState<StartingPoint | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const editor = useRef<HTMLDivElement>(null);
  const bases = useQuery(orpc.baseImages.list.queryOptions());
  const { problems, refused } = useKnownProblems(draft.dockerfile, refusal);
  const isExpired = useSessionExpired();

  function change(part: Partial<NewImageDraft>) {
    if (sent) return;
    const next = { ...draft, ...part };
    setKept(isSame(next, start) ? null : next);
  }

  function pick(point: StartingPoint) {
    if (isDockerfileEdited(draft)) setAsked(point);
    else change(takeStartingPoint(draft, point));
  }

  function refusedAt(field: keyof NewImageDraft): string | undefined {
    if (!refusal || refusal.sent[field] !== draft[field]) return undefined;
    return refusal.problem.errors?.find((each) => each.field === field)?.message;
  }

  function goTo(line: number, column: number) {
    if (editor.current) void goToLine(editor.current, line, column);
  }

  function focusField(name: string) {
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  }

  async function send(isToBuild: boolean) {
    if (pending || sent) return;
    setIsSubmitted(true);
    if (nameProblem("image", draft.name)) return focusField("name");
    const wrong = checkDockerfile(draft.dockerfile).find(({ severity }) => severity === "error");
    if (wrong) return goTo(wrong.line, wrong.column);
    const refusal = await submit(draft, isToBuild);
    const field = refusal?.problem.errors?.[0]?.field;
    const place = refusal ? toProblems(refusal)[0] : undefined;
    if (place) goTo(place.line, place.column);
    else if (field) focusField(field);
  }

  const latestSend = useRef(send);
  useEffect(() => {
    latestSend.current = send;
  });

  const other =
    refusal && !refusal.problem.errors?.some(({ field }) => FIELDS.includes(field)) ? refusal.problem : null;
  const isSignedOut = other?.code === "unauthenticated";

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(true);
      }}
      // On the way down: the editor has a meaning of its own for these keys.
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void latestSend.current(true);
      }}
      className="flex flex-col gap-8"
    >
      <NewImageRestored draft={kept} onChange={setKept} />
      <Section
        title="Start from"
        description="Each is a working Dockerfile on the base image; change what you like."
      >
        <NewImagePoints picked={draft.point} onPick={pick} />
      </Section>
      <Section title="What it is">
        <Card padded>
          <NewImageDetails
            draft={draft}
            onChange={change}
            teams={teams}
            registry={registry}
            isCreated={sent !== null}
            isSubmitted={isSubmitted}
            refused={refusedAt}
          />
        </Card>
      </Section>
      <Section title="Dockerfile">
        <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_16rem]">
          <div className="flex min-w-0 flex-col gap-2">
            <div ref={editor}>
              <DockerfileEditor
                value={draft.dockerfile}
                onChange={(dockerfile) => change({ dockerfile })}
                problems={refused}
                bases={bases.data?.items}
                ariaLabel="Dockerfile of the new image"
                onSave={() => send(false)}
                minHeight="20rem"
              />
            </div>
            <NewImageProblems problems={problems} onGo={goTo} />
          </div>
          <NewImageTeaches point={findStartingPoint(draft.point)} />
        </div>
      </Section>
      <SimilarImages dockerfile={draft.dockerfile} />
      {other && !(isSignedOut && !isExpired) ? (
        <Callout tone="danger" title={isSignedOut ? "Your session has run out" : "Not created"}>
          {isSignedOut ? "Sign in, then create it again: everything here is kept." : other.detail}
        </Callout>
      ) : null}
      <NewImageActions
        message={draft.message}
        onMessage={(message) => change({ message })}
        messageError={refusedAt("message")}
        pending={sent ? (pending ?? "create") : pending}
        onSubmit={send}
      />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title="Replace what you wrote?"
        confirm="Replace it"
        tone="primary"
        onConfirm={async () => {
          if (asked) change(takeStartingPoint(draft, asked));
        }}
      >
        <p>
          The Dockerfile you changed goes, and {asked?.title} comes in its place. The name and the description
          stay if you wrote them yourself.
        </p>
      </ConfirmDialog>
    </form>
  );
}

function isSame(a: NewImageDraft, b: NewImageDraft): boolean {
  return (Object.keys(b) as (keyof NewImageDraft)[]).every((key) => a[key] === b[key]);
}
