"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

/** Takes a build's revocation back. */
export function useRestoreBuild(id: string) {
  const queryClient = useQueryClient();
  return useMutation(
    orpc.builds.restore.mutationOptions({
      onSuccess: (data) => queryClient.setQueryData(orpc.builds.get.queryKey({ input: { id } }), data),
      onError: (error) =>
        toast({ tone: "danger", title: "Not taken back", description: problemOf(error).detail }),
    }),
  );
}
