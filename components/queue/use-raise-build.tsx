"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";
import type { Build } from "#lib/builds/schemas";

/** Puts a waiting build first among its team's, or back again; each can be undone. */
export function useRaiseBuild() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ id, raise }: { id: string; raise: boolean }) =>
      raise ? api.queue.raise({ id }) : api.queue.lower({ id }),
    onSuccess: async (build: Build, { id, raise }) => {
      queryClient.setQueryData(orpc.builds.get.queryKey({ input: { id } }), build);
      toast({
        title: raise
          ? `Build ${build.tag} is the next of ${build.team}`
          : `Build ${build.tag} waits its turn again`,
        action: { label: "Undo", onClick: () => mutation.mutate({ id, raise: !raise }) },
      });
      await queryClient.invalidateQueries({ queryKey: orpc.queue.key() });
    },
    onError: (error) =>
      toast({ tone: "danger", title: "Its place stays as it is", description: problemOf(error).detail }),
  });
  return mutation;
}
