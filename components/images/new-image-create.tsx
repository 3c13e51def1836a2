"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { NewImageDraft } from "#components/images/new-image-draft";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import type { Problem } from "#lib/api/problem";
import { orpc } from "#lib/api/query";

/** Why an image was not created, and what was sent: words that fit no more once it is changed. */
export interface Refusal {
  problem: Problem;
  sent: NewImageDraft;
}

/**
 * Creates an image, asks for its first build if wanted, and goes there. `sent` is what was created, from then
 * until the page has changed.
 */
export function useCreateImage(onCreated: () => void) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [sent, setSent] = useState<NewImageDraft | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, setPending] = useState<"create" | "build" | null>(null);
  const create = useMutation(orpc.images.create.mutationOptions());
  const build = useMutation(orpc.builds.request.mutationOptions());

  async function submit(draft: NewImageDraft, isToBuild: boolean): Promise<Refusal | null> {
    const { team, name, description, message, dockerfile } = draft;
    setPending(isToBuild ? "build" : "create");
    setRefusal(null);
    try {
      await create.mutateAsync({ team, name, description, message, dockerfile });
    } catch (error) {
      const next = { problem: problemOf(error), sent: draft };
      setRefusal(next);
      setPending(null);
      return next;
    }
    setSent(draft);
    onCreated();
    void queryClient.invalidateQueries({ queryKey: orpc.images.key() });
    const image = `/images/${team}/${name}`;
    if (!isToBuild) {
      router.push(image);
      return null;
    }
    try {
      const { id } = await build.mutateAsync({ team, image: name });
      router.push(`/builds/${id}`);
    } catch (error) {
      toast({
        tone: "danger",
        title: "Created, but its build was not queued",
        description: problemOf(error).detail,
      });
      router.push(image);
    }
    return null;
  }

  return { submit, pending, sent, refusal };
}
