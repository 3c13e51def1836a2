"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { toast } from "#components/ui/toast";
import { orpc } from "#lib/api/query";
import type { BaseImage } from "#lib/base-images/schemas";
import { formatCount } from "#lib/format/format-count";

export interface RemoveBaseImageDialogProps {
  base: BaseImage;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says which builds will fail before a name is taken out of the table. */
export function RemoveBaseImageDialog({ base, open, onOpenChange }: RemoveBaseImageDialogProps) {
  const queryClient = useQueryClient();
  const remove = useMutation(orpc.baseImages.delete.mutationOptions());
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${base.name}?`}
      confirm="Remove base image"
      onConfirm={async () => {
        await remove.mutateAsync({ id: base.id });
        await queryClient.invalidateQueries({ queryKey: orpc.baseImages.key() });
        toast({ title: `${base.name} is removed` });
      }}
    >
      <p>
        New builds of Dockerfiles that say <code className="text-fg">FROM {base.name}</code> then look for it
        in the catalogue and in a registry, and fail where they find nothing. That concerns every team.
      </p>
      <p>
        {base.usedBy > 0
          ? `${formatCount(base.usedBy, "image")} of your teams ${base.usedBy === 1 ? "stands" : "stand"} on it. `
          : null}
        Images that are built stay as they are, and nothing is deleted from the registry.
      </p>
    </ConfirmDialog>
  );
}
