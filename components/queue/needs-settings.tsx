"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

const toLabels = (text: string) => text.split(/[\s,]+/).filter((label) => label !== "");

/** What an image's builds need of a worker: its platform and labels, with those that workers have at hand. */
export function NeedsSettings({ image }: { image: Image }) {
  const [platform, setPlatform] = useState(image.needs.platform ?? "");
  const [labels, setLabels] = useState(image.needs.labels.join(", "));
  const { data: offers } = useQuery(orpc.queue.offers.queryOptions());
  const queryClient = useQueryClient();
  const save = useMutation(
    orpc.images.setNeeds.mutationOptions({
      onSuccess: (saved) => {
        const input = { team: image.team, image: image.name };
        queryClient.setQueryData(orpc.images.get.queryKey({ input }), saved);
        setPlatform(saved.needs.platform ?? "");
        setLabels(saved.needs.labels.join(", "));
        toast({ title: "Saved what its builds need", description: "It holds for those that wait too." });
      },
    }),
  );
  const wanted = toLabels(labels);
  const isChanged =
    platform.trim() !== (image.needs.platform ?? "") ||
    wanted.toSorted().join() !== image.needs.labels.toSorted().join();
  const lacking = offers ? wanted.filter((label) => !offers.labels.includes(label)) : [];
  const isStrange = offers ? platform.trim() !== "" && !offers.platforms.includes(platform.trim()) : false;
  const problem = save.error ? problemOf(save.error) : null;
  const problemAt = (field: string) =>
    problem?.errors?.find((each) => each.field.split(".")[0] === field)?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    const { team, name } = image;
    save.mutate({ team, image: name, platform: platform.trim() || null, labels: wanted });
  }

  return (
    <Section
      title="What its builds need"
      description="Builds go to workers that have all of it, and wait while there is none."
    >
      <Card padded>
        <form noValidate onSubmit={submit} className="flex flex-col items-start gap-4">
          <div className="grid w-full gap-4 sm:grid-cols-2">
            <Field
              label="Platform"
              optional
              error={problemAt("platform")}
              hint={isStrange ? "No worker builds for it now." : "Empty: any worker’s own."}
            >
              <Input
                mono
                value={platform}
                onChange={(event) => setPlatform(event.target.value)}
                placeholder="any"
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
            <Field
              label="Labels"
              optional
              error={problemAt("labels")}
              hint={
                lacking.length > 0
                  ? `No worker has the ${lacking.length === 1 ? "label" : "labels"} ${lacking.join(", ")} now.`
                  : "Several with commas."
              }
            >
              <Input
                mono
                value={labels}
                onChange={(event) => setLabels(event.target.value)}
                placeholder="none"
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
          </div>
          <Suggestions
            platforms={(offers?.platforms ?? []).filter((each) => each !== platform.trim())}
            labels={(offers?.labels ?? []).filter((each) => !wanted.includes(each))}
            onPlatform={setPlatform}
            onLabel={(label) => setLabels([...wanted, label].join(", "))}
          />
          {problem && !problem.errors?.length ? <Callout tone="danger">{problem.detail}</Callout> : null}
          <Button type="submit" loading={save.isPending} disabled={!isChanged}>
            Save what they need
          </Button>
        </form>
      </Card>
    </Section>
  );
}

interface SuggestionsProps {
  platforms: readonly string[];
  labels: readonly string[];
  onPlatform: (platform: string) => void;
  onLabel: (label: string) => void;
}

function Suggestions({ platforms, labels, onPlatform, onLabel }: SuggestionsProps) {
  const all = [
    ...platforms.map((word) => ({ word, take: onPlatform })),
    ...labels.map((word) => ({ word, take: onLabel })),
  ];
  if (all.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
      Workers have
      {all.map(({ word, take }) => (
        <Button
          key={word}
          size="sm"
          icon={<Plus />}
          className="font-mono"
          aria-label={`Ask for ${word}`}
          onClick={() => take(word)}
        >
          {word}
        </Button>
      ))}
    </div>
  );
}
