"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw, SquarePen, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { BuildMenu } from "#components/builds/build-menu";
import { hasEnded } from "#components/builds/build-status";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { copyAndSay } from "#components/builds/copy-and-say";
import { useRequestBuild } from "#components/images/build-button";
import { useImageRole } from "#components/images/use-image-role";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { Button, ButtonLink } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

/** Cancel while it goes on; afterwards edit and build again. */
export function BuildActions({ build }: { build: BuildSnapshot["build"] }) {
  const { id, team, image, version, status } = build;
  const queryClient = useQueryClient();
  const router = useRouter();
  const cancel = useMutation(
    orpc.builds.cancel.mutationOptions({
      onSuccess: (data) => queryClient.setQueryData(orpc.builds.get.queryKey({ input: { id } }), data),
      onError: (error) =>
        toast({ tone: "danger", title: "Not canceled", description: problemOf(error).detail }),
    }),
  );
  const again = useRequestBuild(team, image);

  const isOver = hasEnded(status);
  const may = useImageRole(team, image);
  const mayBuild = may("developer");
  useShortcuts("Build", [
    ...(build.reference
      ? [
          {
            keys: "c",
            label: "Copy the reference",
            run: () => copyAndSay(build.reference ?? "", "reference"),
          },
        ]
      : []),
    ...(isOver && mayBuild ? [{ keys: "b", label: "Build again", run: () => again.request(version) }] : []),
    ...(mayBuild
      ? [
          {
            keys: "e",
            label: "Edit as new version",
            run: () => router.push(`/images/${team}/${image}?tab=edit&from=${version}`),
          },
        ]
      : []),
  ]);

  if (!mayBuild) return null;
  if (!isOver) {
    const isCanceling = build.cancelRequested || cancel.isPending;
    return (
      <Button icon={<X />} loading={isCanceling} onClick={() => cancel.mutate({ id })}>
        {isCanceling ? "Canceling…" : "Cancel"}
      </Button>
    );
  }
  // Where the Dockerfile is at fault, building it again changes nothing.
  const isToEdit = status === "failed" && build.error?.line !== undefined;
  return (
    <>
      {status === "failed" ? (
        <ButtonLink
          variant={isToEdit ? "primary" : "secondary"}
          icon={<SquarePen />}
          href={`/images/${team}/${image}?tab=edit&from=${version}`}
          className="order-last"
        >
          Edit the Dockerfile
        </ButtonLink>
      ) : null}
      <Button
        variant={isToEdit ? "secondary" : "primary"}
        icon={<RotateCw />}
        loading={again.pending !== null}
        onClick={() => again.request(version)}
      >
        Build again
      </Button>
      {status === "succeeded" && may("maintainer") ? <BuildMenu build={build} /> : null}
    </>
  );
}
