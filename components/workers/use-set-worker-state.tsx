"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";
import type { Worker } from "#lib/workers/schemas";

type State = Worker["state"];
interface Order {
  worker: Pick<Worker, "name" | "state" | "stateReason">;
  state: State;
  reason: string;
}

const DONE: Record<State, { title: (name: string) => string; description?: string }> = {
  active: { title: (name) => `${name} takes builds again` },
  paused: {
    title: (name) => `${name} is paused`,
    description: "It takes no more builds; those that it has go on.",
  },
  draining: {
    title: (name) => `${name} is being drained`,
    description: "It takes no more builds, and hands back what does not end soon.",
  },
};

/** Tells a worker to take builds, to pause or to drain; each can be undone. */
export function useSetWorkerState() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ worker: { name }, state, reason }: Order) => api.workers.update({ name, state, reason }),
    onSuccess: async (updated, { worker, state }) => {
      queryClient.setQueryData(orpc.workers.get.queryKey({ input: { name: worker.name } }), updated);
      const { title, description } = DONE[state];
      const before = { state: worker.state, reason: worker.stateReason };
      toast({
        title: title(worker.name),
        description,
        action: {
          label: "Undo",
          onClick: () => mutation.mutate({ worker: updated, ...before }),
        },
      });
      await queryClient.invalidateQueries({ queryKey: orpc.workers.key() });
    },
    onError: (error, { worker }) =>
      toast({ tone: "danger", title: `${worker.name} stays as it is`, description: problemOf(error).detail }),
  });
  return mutation;
}
