"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { updateOf } from "#components/projects/update-of";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Use } from "#lib/projects/schemas";

/** Gives a use what is newer in one step, which can be undone; nothing where there is no such step. */
export function UpdateUseButton({ use }: { use: Use }) {
  const update = updateOf(use);
  const queryClient = useQueryClient();
  const { team, project, name, image, follows, hold, gets } = use;
  const refused = (error: unknown) =>
    toast({ tone: "danger", title: "Not changed", description: problemOf(error).detail });
  const save = useMutation(
    orpc.projects.saveUse.mutationOptions({
      onSuccess: (data) =>
        queryClient.setQueryData(orpc.projects.get.queryKey({ input: { team, project } }), data),
      onError: refused,
    }),
  );
  if (!update) return null;

  const at = { team, project, use: name, image };
  const before = {
    ...at,
    follows,
    hold: hold?.until && gets ? { build: gets.tag, until: hold.until, reason: hold.reason } : null,
  };

  async function run() {
    const data = await save
      .mutateAsync({ ...at, follows: update?.follows ?? follows, hold: null })
      .catch(() => null);
    if (!data) return;
    const tag = data.uses.find((other) => other.name === name)?.gets?.tag;
    toast({
      title: tag ? `${project} gets build ${tag} as ${name} now` : `${name} is changed`,
      action: { label: "Undo", onClick: () => save.mutate(before) },
    });
  }

  return (
    <Button size="sm" loading={save.isPending} onClick={run}>
      {update.label}
    </Button>
  );
}
