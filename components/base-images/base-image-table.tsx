"use client";
import { Ellipsis, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { BASE_IMAGE_COLUMNS } from "#components/base-images/base-image-columns";
import { RemoveBaseImageDialog } from "#components/base-images/remove-base-image-dialog";
import { useCheckBaseImage } from "#components/base-images/use-check-base-image";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuItem } from "#components/ui/menu";
import { type Column, Table } from "#components/ui/table";
import type { BaseImage } from "#lib/base-images/schemas";

/** Base images, each with what administrators can do about it. */
export function BaseImageTable({ bases, isAdmin }: { bases: readonly BaseImage[]; isAdmin: boolean }) {
  // Kept while its dialog closes, so that the words do not vanish before the dialog does.
  const [removing, setRemoving] = useState<BaseImage | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);
  const { check } = useCheckBaseImage();
  const actions: Column<BaseImage> = {
    id: "actions",
    header: <span className="sr-only">Actions</span>,
    narrow: "end",
    align: "end",
    width: "3.5rem",
    cell: (base) => (
      <Menu
        trigger={<IconButton label={`Actions for ${base.name}`} size="sm" side="left" icon={<Ellipsis />} />}
      >
        <MenuItem icon={<RotateCw />} disabled={base.checking} onClick={() => check(base)}>
          Check again
        </MenuItem>
        <MenuItem
          danger
          icon={<Trash2 />}
          onClick={() => {
            setRemoving(base);
            setIsRemoving(true);
          }}
        >
          Remove…
        </MenuItem>
      </Menu>
    ),
  };
  return (
    <>
      <Table
        label="Base images"
        columns={isAdmin ? [...BASE_IMAGE_COLUMNS, actions] : BASE_IMAGE_COLUMNS}
        rows={bases}
        rowKey={(base) => base.id}
      />
      {removing ? (
        <RemoveBaseImageDialog base={removing} open={isRemoving} onOpenChange={setIsRemoving} />
      ) : null}
    </>
  );
}
