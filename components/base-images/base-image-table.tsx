"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Badge } from "#components/ui/badge";
import { Bytes } from "#components/ui/bytes";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { CopyButton } from "#components/ui/copy-button";
import { Digest } from "#components/ui/digest";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuItem } from "#components/ui/menu";
import { Spinner } from "#components/ui/spinner";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { BaseImage } from "#lib/base-images/schemas";

function Checked({ base }: { base: BaseImage }) {
  if (base.checking) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Spinner /> Asking its registry…
      </span>
    );
  }
  if (base.checkError) {
    return <span className="text-danger wrap-anywhere">Not found: {base.checkError}</span>;
  }
  return base.checkedAt ? <TimeAgo time={base.checkedAt} /> : <TimeAgo time={base.updatedAt} />;
}

const COLUMNS: readonly Column<BaseImage>[] = [
  {
    id: "name",
    header: "Name",
    narrow: "title",
    cell: ({ name, description }) => (
      <div className="min-w-0">
        <span className="inline-flex items-center gap-0.5">
          <code className="font-medium">{name}</code>
          <CopyButton value={`FROM ${name}`} what="FROM line" />
        </span>
        {description ? <p className="text-subtle">{description}</p> : null}
      </div>
    ),
  },
  {
    id: "runtimes",
    header: "Brings",
    cell: ({ runtimes }) => (
      <span className="flex flex-wrap gap-1">
        {Object.entries(runtimes).map(([runtime, version]) => (
          <Badge key={runtime} mono>
            {runtime} {version}
          </Badge>
        ))}
      </span>
    ),
  },
  {
    id: "digest",
    header: "Digest",
    narrow: "hidden",
    cell: ({ reference, digest }) => (
      <div className="min-w-0">
        {digest ? <Digest value={digest} /> : <span className="text-subtle">Not known yet</span>}
        <p className="max-w-56 truncate text-subtle" title={reference}>
          {reference}
        </p>
      </div>
    ),
  },
  {
    id: "size",
    header: "Size",
    align: "end",
    narrow: "hidden",
    cell: ({ sizeBytes }) => (sizeBytes === null ? "–" : <Bytes value={sizeBytes} />),
  },
  {
    id: "used",
    header: "Used by",
    align: "end",
    cell: ({ usedBy }) => (
      <span className="tabular-nums">{usedBy === 1 ? "1 image" : `${usedBy} images`}</span>
    ),
  },
  { id: "checked", header: "Checked", cell: (base) => <Checked base={base} /> },
];

/** Base images, each with what administrators can do about it. */
export function BaseImageTable({ bases, isAdmin }: { bases: readonly BaseImage[]; isAdmin: boolean }) {
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState<BaseImage | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.baseImages.key() });
  const check = useMutation(
    orpc.baseImages.check.mutationOptions({
      onSuccess: refresh,
      onError: (error) =>
        toast({ tone: "danger", title: "Not checked", description: problemOf(error).detail }),
    }),
  );
  const remove = useMutation(orpc.baseImages.delete.mutationOptions({ onSuccess: refresh }));
  const actions: Column<BaseImage> = {
    id: "actions",
    header: <span className="sr-only">Actions</span>,
    narrow: "end",
    align: "end",
    width: "3rem",
    cell: (base) => (
      <Menu trigger={<IconButton label={`Actions for ${base.name}`} size="sm" icon={<Ellipsis />} />}>
        <MenuItem icon={<RotateCw />} onClick={() => check.mutate({ id: base.id })}>
          Check its digest again
        </MenuItem>
        <MenuItem
          danger
          icon={<Trash2 />}
          onClick={() => {
            setRemoving(base);
            setIsRemoving(true);
          }}
        >
          Remove
        </MenuItem>
      </Menu>
    ),
  };
  return (
    <>
      <Table
        label="Base images"
        columns={isAdmin ? [...COLUMNS, actions] : COLUMNS}
        rows={bases}
        rowKey={(base) => base.id}
      />
      {removing ? (
        <ConfirmDialog
          open={isRemoving}
          onOpenChange={setIsRemoving}
          title={`Remove ${removing.name}?`}
          confirm="Remove base image"
          onConfirm={() => remove.mutateAsync({ id: removing.id })}
        >
          <p>
            Images that are built stay as they are. New builds of Dockerfiles that say{" "}
            <code className="text-sm">FROM {removing.name}</code> look for it in the catalogue and in a
            registry instead, and fail where they find nothing.
          </p>
          {removing.usedBy > 0 ? (
            <p>
              {removing.usedBy === 1 ? "One image" : `${removing.usedBy} images`} of your teams stand on it
              now.
            </p>
          ) : null}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
