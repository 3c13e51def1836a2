"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Layers, Plus } from "lucide-react";
import { useState } from "react";
import { AddBaseImageDialog } from "#components/base-images/add-base-image-dialog";
import { isOnItsWay } from "#components/base-images/base-image-state";
import { BaseImageTable } from "#components/base-images/base-image-table";
import { BaseImageUsage } from "#components/base-images/base-image-usage";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";

const POLL_MS = 4000;

/** The names that FROM knows, where they really are, and which digest they stand for now. */
export function BaseImagesPage() {
  const bases = useQuery(
    orpc.baseImages.list.queryOptions({
      // The first start announces what it makes, but a notice can be lost: do not leave a newcomer waiting.
      refetchInterval: ({ state }) =>
        !state.data || (state.data.items.length > 0 && !state.data.items.some(isOnItsWay)) ? false : POLL_MS,
    }),
  );
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const items = bases.data?.items;
  const isWaiting = items?.some((base) => base.checking) ?? false;
  const health = useQuery(
    orpc.health.get.queryOptions({ enabled: isWaiting, staleTime: 0, refetchInterval: POLL_MS }),
  );
  const [isAdding, setAdding] = useState(false);
  const add = me.isAdmin ? (
    <Button variant={items?.length ? "primary" : "secondary"} icon={<Plus />} onClick={() => setAdding(true)}>
      Add base image
    </Button>
  ) : null;

  return (
    <>
      <PageHeader
        title="Base images"
        meta="The names that FROM knows: what images extend, and where it really is."
        actions={items?.length ? add : null}
      />
      <div className="flex flex-col gap-6">
        {isWaiting && health.data?.workers === 0 ? (
          <Callout tone="warning" title="No worker reports just now">
            The digest is asked for as soon as one runs.
          </Callout>
        ) : null}
        <Card>
          {items ? (
            items.length > 0 ? (
              <BaseImageTable bases={items} isAdmin={me.isAdmin} />
            ) : (
              <EmptyState icon={<Layers />} title="No base image yet" actions={add}>
                The first start makes <code>codex-base:latest</code>, a minimal Debian with Node.js, Python
                and Go, in the background. That takes a minute or two; it appears here by itself.
              </EmptyState>
            )
          ) : bases.error ? (
            <ErrorState
              error={bases.error}
              title="The base images could not be loaded"
              retry={bases.refetch}
            />
          ) : (
            <SkeletonRows rows={3} label="Loading the base images" />
          )}
        </Card>
        <BaseImageUsage bases={items ?? []} />
      </div>
      <AddBaseImageDialog open={isAdding} onOpenChange={setAdding} />
    </>
  );
}
