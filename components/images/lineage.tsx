"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Section } from "#components/ui/section";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import { formatCount } from "#lib/format/format-count";
import type { Image } from "#lib/images/schemas";

/** Where an image comes from and what comes from it; nothing while there is nothing to say. */
export function Lineage({ image }: { image: Image }) {
  const input = { team: image.team, image: image.name };
  const { data } = useQuery(orpc.sharing.lineage.queryOptions({ input }));
  const queryClient = useQueryClient();
  const update = useMutation(
    orpc.sharing.updateFork.mutationOptions({
      onSuccess: async ({ versions }) => {
        toast({
          title: `Took it over as version ${versions}`,
          description: "Build it when you have looked at it.",
        });
        await queryClient.invalidateQueries();
      },
      onError: (error) =>
        toast({ tone: "danger", title: "Not taken over", description: problemOf(error).detail }),
    }),
  );
  if (!data) return null;
  const { forkedFrom, forks, children } = data;
  if (!forkedFrom && forks.length === 0 && children.length === 0) return null;
  return (
    <Section title="Lineage">
      <Card padded className="flex flex-col gap-3 text-sm">
        {forkedFrom ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="min-w-0 flex-1">
              <GitFork className="mr-1.5 inline size-4 text-subtle" aria-hidden="true" />
              Forked from{" "}
              {forkedFrom.image ? (
                <ImageLink name={forkedFrom.image} />
              ) : (
                <span className="text-muted">an image you may not see</span>
              )}
              , version {forkedFrom.version}
              <span className="text-muted">
                {forkedFrom.behind > 0
                  ? ` · ${formatCount(forkedFrom.behind, "version")} behind`
                  : forkedFrom.image
                    ? " · up to date"
                    : null}
              </span>
            </p>
            {forkedFrom.behind > 0 && isAtLeast(image.role, "developer") ? (
              <Button size="sm" loading={update.isPending} onClick={() => update.mutate(input)}>
                Take over version {forkedFrom.newest}
              </Button>
            ) : null}
          </div>
        ) : null}
        {forks.length > 0 ? (
          <Names
            title="Forks"
            names={forks.map((fork) => ({
              image: fork.image,
              detail: fork.behind > 0 ? `${formatCount(fork.behind, "version")} behind` : "up to date",
            }))}
          />
        ) : null}
        {children.length > 0 ? (
          <Names
            title="Built on it"
            names={children.map(({ image, from }) => ({ image, detail: `FROM ${from}` }))}
          />
        ) : null}
      </Card>
    </Section>
  );
}

function Names({ title, names }: { title: string; names: { image: string; detail: string }[] }) {
  return (
    <div>
      <h3 className="mb-1 text-muted">{title}</h3>
      <ul className="flex flex-col gap-1">
        {names.map(({ image, detail }) => (
          <li key={`${image} ${detail}`} className="flex flex-wrap justify-between gap-x-3">
            <ImageLink name={image} />
            <span className="text-muted">{detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ImageLink({ name }: { name: string }) {
  return (
    <Link href={`/images/${name}`} className="rounded-sm font-medium hover:underline">
      {name}
    </Link>
  );
}
