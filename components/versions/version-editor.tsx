"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useRequestBuild } from "#components/images/build-button";
import { DockerfileDiff, DockerfileEditor } from "#components/images/lazy-editor";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Segmented } from "#components/ui/segmented";
import { toast } from "#components/ui/toast";
import type { Draft } from "#components/versions/draft";
import { SaveConflict } from "#components/versions/save-conflict";
import { useLeaveGuard } from "#components/versions/use-leave-guard";
import { useSaveVersion } from "#components/versions/use-save-version";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";
import type { Version } from "#lib/versions/schemas";

export interface VersionEditorProps {
  image: Image;
  /** What the text began as. */
  version: Version;
  draft: Draft | null;
  onDraft: (draft: Draft | null) => void;
}

/** Writes the next version: the text, its message, and what saving it says. */
export function VersionEditor({ image, version, draft, onDraft }: VersionEditorProps) {
  const { team, name } = image;
  const router = useRouter();
  const [newestAtStart] = useState(draft?.basedOn ?? image.versions);
  const [view, setView] = useState<"edit" | "changes">("edit");
  const bases = useQuery(orpc.baseImages.list.queryOptions());
  const { request, pending } = useRequestBuild(team, name);
  const current: Draft = draft ?? {
    from: version.number,
    basedOn: newestAtStart,
    text: version.dockerfile,
    message: "",
  };
  const isChanged = current.text !== version.dockerfile;
  const path = `/images/${team}/${name}`;
  useLeaveGuard(isChanged);

  const { save, isSaving, outcome, forget } = useSaveVersion({
    team,
    image: name,
    onSaved: () => onDraft(null),
  });

  function change(part: Partial<Draft>) {
    // What was wrong with the text is no longer said of another.
    if (part.text !== undefined) forget();
    const next = { ...current, ...part };
    onDraft(next.text === version.dockerfile && !next.message ? null : next);
  }

  async function submit(isToBuild: boolean, basedOn = current.basedOn) {
    if (isSaving) return;
    const saved = await save({ dockerfile: current.text, message: current.message, basedOn });
    if (!saved) return;
    if (isToBuild) {
      request(saved.number);
      return;
    }
    toast({
      title: `Saved version ${saved.number}`,
      action: { label: "Build it", onClick: () => request(saved.number) },
    });
    router.push(path, { scroll: false });
  }

  const latestSubmit = useRef(submit);
  latestSubmit.current = submit;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return;
      event.preventDefault();
      void latestSubmit.current(false);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  if (outcome?.kind === "conflict") {
    return (
      <SaveConflict
        theirs={outcome.theirs}
        mine={current.text}
        isSaving={isSaving}
        onSaveMine={() => submit(false, outcome.theirs.number)}
        onGoOn={() => {
          onDraft({ ...current, basedOn: outcome.theirs.number });
          forget();
        }}
        onTakeTheirs={() => {
          const dropped = current;
          onDraft(null);
          forget();
          router.replace(`${path}?tab=edit&from=${outcome.theirs.number}`, { scroll: false });
          toast({
            title: "Dropped your text",
            action: { label: "Undo", onClick: () => onDraft({ ...dropped, basedOn: outcome.theirs.number }) },
          });
        }}
      />
    );
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="text-muted">
          {isChanged ? "Changed from" : "The text of"} version {version.number}
          {version.number === image.versions ? ", the newest" : null}
        </p>
        {isChanged ? (
          <>
            <Segmented
              label="View"
              options={[
                { value: "edit", label: "Edit" },
                { value: "changes", label: "Changes" },
              ]}
              value={view}
              onValueChange={setView}
            />
            <Button
              size="sm"
              variant="ghost"
              onClick={() => {
                const dropped = current;
                onDraft(null);
                toast({
                  title: "Discarded the changes",
                  action: { label: "Undo", onClick: () => onDraft(dropped) },
                });
              }}
            >
              Discard changes
            </Button>
          </>
        ) : null}
      </div>
      {image.versions > current.basedOn ? (
        <Callout tone="warning" title={`Version ${image.versions} was saved while you edit`}>
          Yours began before it. Save, and the two are put beside each other.
        </Callout>
      ) : null}
      {view === "changes" && isChanged ? (
        <DockerfileDiff
          before={version.dockerfile}
          after={current.text}
          beforeLabel={`Version ${version.number}`}
          afterLabel="Yours"
        />
      ) : (
        <DockerfileEditor
          value={current.text}
          onChange={(text) => change({ text })}
          problems={outcome?.kind === "refused" ? outcome.problems : undefined}
          bases={bases.data?.items}
          ariaLabel={`Dockerfile of ${team}/${name}`}
          onSave={() => submit(false)}
          minHeight="24rem"
        />
      )}
      {outcome?.kind === "refused" ? (
        <Callout tone="danger" title="Not saved">
          {outcome.detail}
        </Callout>
      ) : null}
      {outcome?.kind === "unchanged" ? (
        <Callout
          tone="info"
          title="Nothing has changed"
          actions={
            <Button size="sm" loading={pending !== null} onClick={() => request(outcome.version.number)}>
              Build version {outcome.version.number}
            </Button>
          }
        >
          This is the text of version {outcome.version.number}, the newest; no new version was made.
        </Callout>
      ) : null}
      <form
        className="flex flex-wrap items-end gap-x-3 gap-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(false);
        }}
      >
        <Field label="What changed" optional className="min-w-56 flex-1">
          <Input
            value={current.message}
            maxLength={500}
            placeholder="Add ffmpeg from backports"
            onChange={(event) => change({ message: event.target.value })}
          />
        </Field>
        <span className="flex gap-2">
          <Button type="submit" loading={isSaving} className="h-9!">
            Save version {image.versions + 1}
          </Button>
          <Button
            variant="primary"
            loading={isSaving || pending !== null}
            onClick={() => submit(true)}
            className="h-9!"
          >
            Save and build
          </Button>
        </span>
      </form>
    </div>
  );
}
