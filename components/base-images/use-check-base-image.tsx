"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { BaseImage } from "#lib/base-images/schemas";

/** Asks for a base image's digest again; the row then says `checking` until the answer is there. */
export function useCheckBaseImage(): { check: (base: BaseImage) => void } {
  const queryClient = useQueryClient();
  const queryKey = orpc.baseImages.list.queryKey();
  const mutation = useMutation(
    orpc.baseImages.check.mutationOptions({
      onSuccess: (base) => {
        queryClient.setQueryData(queryKey, (list) =>
          list
            ? {
                items: list.items.map((each) =>
                  each.id === base.id ? { ...base, usedBy: each.usedBy } : each,
                ),
              }
            : list,
        );
      },
      onError: (error) =>
        toast({ tone: "danger", title: "Not checked", description: problemOf(error).detail }),
    }),
  );
  return { check: ({ id }) => mutation.mutate({ id }) };
}
