"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Layers, Plus } from "lucide-react";
import { useState } from "react";
import { AddBaseImageDialog } from "#components/base-images/add-base-image-dialog";
import { BaseImageTable } from "#components/base-images/base-image-table";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";

/** The names that FROM knows, where they really are, and which digest they stand for now. */
export function BaseImagesPage() {
  const bases = useQuery(orpc.baseImages.list.queryOptions());
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      Add base image
    </Button>
  );
  const items = bases.data?.items;

  return (
    <>
      <PageHeader
        title="Base images"
        meta={
          <>
            What images extend: write the name after <code className="text-sm">FROM</code>. Each build
            resolves it to the digest shown here, so a build can always be told from the next.
          </>
        }
        actions={me.isAdmin && items?.length ? add : null}
      />
      <Card>
        {items ? (
          items.length > 0 ? (
            <BaseImageTable bases={items} isAdmin={me.isAdmin} />
          ) : (
            <EmptyState icon={<Layers />} title="No base image yet" actions={me.isAdmin ? add : null}>
              The first start makes <code className="text-sm">codex-base:latest</code>, a minimal Debian with
              Node.js, Python and Go; that takes a minute or two, and it appears here by itself.
            </EmptyState>
          )
        ) : bases.error ? (
          <ErrorState error={bases.error} title="The base images could not be loaded" retry={bases.refetch} />
        ) : (
          <SkeletonRows rows={3} label="Loading the base images" />
        )}
      </Card>
      <AddBaseImageDialog open={adding} onOpenChange={setAdding} />
    </>
  );
}
