"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { BaseImage } from "#lib/base-images/schemas";

const PATIENCE_MS = 60_000;

/**
 * Asks for a base image's digest again. A worker takes the request off the row before it asks the registry, so
 * the row alone does not say that it is asking: `isChecking` holds until `checkedAt` has changed.
 */
export function useCheckBaseImage(): {
  check: (base: BaseImage) => void;
  isChecking: (base: BaseImage) => boolean;
} {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Record<string, string | null>>({});
  const forget = (id: string) => setAsked(({ [id]: _, ...rest }) => rest);
  const mutation = useMutation(
    orpc.baseImages.check.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.baseImages.key() }),
      onError: (error, { id }) => {
        forget(id);
        toast({ tone: "danger", title: "Not checked", description: problemOf(error).detail });
      },
    }),
  );
  return {
    check: ({ id, checkedAt }) => {
      setAsked((before) => ({ ...before, [id]: checkedAt }));
      setTimeout(() => forget(id), PATIENCE_MS);
      mutation.mutate({ id });
    },
    isChecking: ({ id, checking, checkedAt }) => checking || (id in asked && asked[id] === checkedAt),
  };
}
