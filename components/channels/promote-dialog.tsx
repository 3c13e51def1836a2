"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { GoodBuildSelect, useGoodBuilds } from "#components/channels/good-build-select";
import { ImpactPreview } from "#components/impact/impact-preview";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { channelNameProblem } from "#lib/channels/channel-name-problem";

export interface PromoteDialogProps {
  team: string;
  image: string;
  /** What is chosen when it opens. */
  channel?: string;
  build?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Points a channel to a build, having shown who then gets another one. Give it a key for another choice. */
export function PromoteDialog({ team, image, open, onOpenChange, ...chosen }: PromoteDialogProps) {
  const at = { team, image };
  const builds = useGoodBuilds(team, image);
  const channels = useQuery(orpc.channels.list.queryOptions({ input: at }));
  const [channel, setChannel] = useState(chosen.channel ?? "stable");
  const [picked, setPicked] = useState(chosen.build);
  const [reason, setReason] = useState("");
  const build = picked ?? builds[0]?.tag ?? "";
  const queryClient = useQueryClient();
  const form = useId();
  const now = channels.data?.items.find((each) => each.name === channel);
  const isSame = now?.build.tag === build;
  const promote = useMutation(
    orpc.channels.promote.mutationOptions({
      onSuccess: async ({ name, build }) => {
        onOpenChange(false);
        toast({ title: `${name} is build ${build.tag} now` });
        await queryClient.invalidateQueries({ queryKey: orpc.channels.key() });
      },
    }),
  );
  const problem = promote.error ? problemOf(promote.error) : null;
  const nameProblem = channel === "latest" ? "latest moves by itself." : channelNameProblem(channel.trim());
  const ready = nameProblem === null && build !== "" && !isSame;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready && !promote.isPending) promote.mutate({ ...at, channel, build, reason });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => promote.isPending || onOpenChange(next)}
      size="lg"
      title="Promote a build"
      description="The channel then names the identical digest: nothing is built. Its tag in the registry follows."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={promote.isPending} disabled={!ready}>
            {ready ? `Point ${channel} to ${build}` : "Promote"}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Channel"
            error={channel === "" ? undefined : nameProblem}
            hint={
              now ? (
                <>
                  Now <span className="font-mono">{now.build.tag}</span>
                  {isSame ? ", which is this build" : null}
                </>
              ) : (
                "A new channel"
              )
            }
          >
            <Input
              mono
              list={`${form}-channels`}
              value={channel}
              onChange={(event) => setChannel(event.target.value.trim())}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
          <datalist id={`${form}-channels`}>
            {channels.data?.items
              .filter(({ automatic }) => !automatic)
              .map(({ name }) => (
                <option key={name} value={name} />
              ))}
          </datalist>
          <Field label="Build" custom>
            <GoodBuildSelect builds={builds} value={build} onValueChange={setPicked} />
          </Field>
        </div>
        <Field label="Why" optional hint="For the channel’s history.">
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <ImpactPreview input={ready ? { ...at, change: "promote", channel, build } : null} />
        {problem ? <Callout tone="danger">{problem.detail}</Callout> : null}
      </form>
    </Dialog>
  );
}
