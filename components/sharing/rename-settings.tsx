"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useDeveloperTeams } from "#components/images/use-developer-teams";
import { useImpact } from "#components/impact/impact-preview";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import { formatCount } from "#lib/format/format-count";
import type { Image } from "#lib/images/schemas";

/** Another name, another team, or both; the old name goes on working. */
export function RenameSettings({ image }: { image: Image }) {
  const [name, setName] = useState(image.name);
  const [toTeam, setTeam] = useState(image.team);
  const others = useDeveloperTeams().filter((team) => team !== image.team);
  const mayMove = isAtLeast(image.role, "owner") && others.length > 0;
  const router = useRouter();
  const queryClient = useQueryClient();
  const rename = useMutation(
    orpc.sharing.rename.mutationOptions({
      onSuccess: async ({ team, name }) => {
        toast({ title: `It is ${team}/${name} now`, description: "Its old name leads here too." });
        router.push(`/images/${team}/${name}?tab=settings`);
        await queryClient.invalidateQueries({ queryKey: orpc.images.list.key() });
      },
    }),
  );
  const problem = rename.error ? problemOf(rename.error) : null;
  const nameProblem = problem?.errors?.find(({ field }) => field === "name")?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!rename.isPending) rename.mutate({ team: image.team, image: image.name, toTeam, name });
  }

  return (
    <Section title={mayMove ? "Rename or move" : "Rename"}>
      <Card padded>
        <form noValidate onSubmit={submit} className="flex flex-col items-start gap-3">
          <div className="grid w-full gap-4 sm:grid-cols-2">
            {mayMove ? (
              <Field label="Team" custom>
                <Select
                  value={toTeam}
                  onValueChange={setTeam}
                  options={[image.team, ...others].map((team) => ({ value: team, label: team }))}
                />
              </Field>
            ) : null}
            <Field label="Name" error={nameProblem}>
              <Input
                mono
                value={name}
                onChange={(event) => setName(event.target.value.trim())}
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
          </div>
          <p className="max-w-prose text-sm text-muted">
            Whoever says {image.team}/{image.name}, in FROM, in a project or in the address of this page, goes
            on finding it. In the registry it stays at{" "}
            <code className="wrap-anywhere">{image.repository}</code>.
          </p>
          {toTeam === image.team ? null : <MoveImpact image={image} />}
          {problem && !nameProblem ? <Callout tone="danger">{problem.detail}</Callout> : null}
          <Button
            type="submit"
            loading={rename.isPending}
            disabled={name === "" || (name === image.name && toTeam === image.team)}
          >
            {toTeam === image.team ? "Rename" : "Move"}
          </Button>
        </form>
      </Card>
    </Section>
  );
}

/** What a move does to the team that the image leaves. */
function MoveImpact({ image: { team, name } }: { image: Image }) {
  const impact = useImpact({ team, image: name, change: "move" });
  if (impact.isError) {
    return <ErrorState error={impact.error} title="What it would do is not known" retry={impact.refetch} />;
  }
  if (!impact.data?.move) return <Skeleton className="h-10 w-full rounded-md!" />;
  const { sharedWith, silentWebhooks } = impact.data.move;
  return (
    <Callout tone="info" title={`It leaves ${team}`}>
      {sharedWith
        ? `Projects of ${team} use it or images of ${team} are built on it: it is shared with ${team}, to use.`
        : `Nothing of ${team} uses it: once moved, ${team} sees it only as far as it is shared.`}
      {silentWebhooks > 0
        ? ` ${formatCount(silentWebhooks, "webhook")} of ${team} for this image alone ${silentWebhooks === 1 ? "is" : "are"} told nothing more: make new ones in the other team.`
        : null}
    </Callout>
  );
}
