"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import type { Image } from "#lib/images/schemas";

/** The image's description, which becomes a field when it is to be changed. */
export function DescriptionEdit({ image }: { image: Image }) {
  const [draft, setDraft] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const input = { team: image.team, image: image.name };
  const save = useMutation(
    orpc.images.update.mutationOptions({
      onSuccess: (data) => {
        queryClient.setQueryData(orpc.images.get.queryKey({ input }), data);
        setDraft(null);
      },
    }),
  );

  if (draft === null) {
    return (
      <span className="inline-flex items-center gap-1">
        {image.description ? (
          <span className="wrap-anywhere">{image.description}</span>
        ) : (
          <span className="text-subtle">No description</span>
        )}
        {isAtLeast(image.role, "developer") ? (
          <IconButton
            label="Edit the description"
            size="sm"
            icon={<Pencil />}
            onClick={() => setDraft(image.description)}
            className="-my-1"
          />
        ) : null}
      </span>
    );
  }
  return (
    <form
      className="flex w-full max-w-2xl flex-wrap items-center gap-2 pt-1"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...input, description: draft.trim() });
      }}
    >
      <Input
        autoFocus
        aria-label="Description"
        aria-invalid={save.isError || undefined}
        value={draft}
        maxLength={500}
        placeholder="What it is for, in a sentence"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setDraft(null)}
        className="min-w-48 flex-1"
      />
      <Button type="submit" variant="primary" loading={save.isPending}>
        Save
      </Button>
      <Button onClick={() => setDraft(null)}>Cancel</Button>
      {save.isError ? (
        <p role="alert" className="w-full text-sm text-danger">
          {problemOf(save.error).detail}
        </p>
      ) : null}
    </form>
  );
}
