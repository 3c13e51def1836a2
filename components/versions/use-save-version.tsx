"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";
import type { Problem } from "#lib/dockerfile/problem";
import type { Version } from "#lib/versions/schemas";

export interface SaveInput {
  dockerfile: string;
  message: string;
  basedOn: number;
}

/** What came of saving, other than a new version. */
export type SaveOutcome =
  | { kind: "unchanged"; version: Version }
  | { kind: "conflict"; theirs: Version }
  | { kind: "refused"; detail: string; problems: Problem[] };

/**
 * Saves a Dockerfile as an image's next version. What was written is never lost: if somebody saved in
 * between, their version comes back to be compared.
 */
export function useSaveVersion(options: {
  team: string;
  image: string;
  onSaved: (version: Version) => void;
}) {
  const { team, image, onSaved } = options;
  const queryClient = useQueryClient();
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);

  const { mutateAsync, isPending } = useMutation(orpc.versions.create.mutationOptions());

  async function save(input: SaveInput): Promise<Version | null> {
    setOutcome(null);
    try {
      const { version, created } = await mutateAsync({ team, image, ...input });
      if (!created) {
        setOutcome({ kind: "unchanged", version });
        return null;
      }
      onSaved(version);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: orpc.images.get.key({ input: { team, image } }) }),
        queryClient.invalidateQueries({ queryKey: orpc.versions.list.key() }),
      ]);
      return version;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === "conflict") {
        const theirs = await findNewest(team, image);
        setOutcome(theirs ? { kind: "conflict", theirs } : refused(problem.detail));
      } else {
        const problems = (problem.errors ?? []).flatMap(({ message, line = 1, column = 1 }) => ({
          severity: "error" as const,
          code: "refused",
          message,
          line,
          column,
          endLine: line,
          endColumn: column,
        }));
        setOutcome(
          refused(
            problem.code === "unauthenticated"
              ? "Your session has run out. Sign in, then save again: the text is kept."
              : problem.detail,
            problems,
          ),
        );
      }
      return null;
    }
  }

  return { save, isSaving: isPending, outcome, forget: () => setOutcome(null) };
}

function refused(detail: string, problems: Problem[] = []): SaveOutcome {
  return { kind: "refused", detail, problems };
}

async function findNewest(team: string, image: string): Promise<Version | null> {
  try {
    const { versions } = await api.images.get({ team, image });
    return await api.versions.get({ team, image, number: versions });
  } catch {
    return null;
  }
}
