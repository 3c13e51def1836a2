"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { api, orpc } from "#lib/api/query";
import type { Use } from "#lib/projects/schemas";

export interface RemoveUseDialogProps {
  use: Use;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says who gets nothing any more before a use goes. */
export function RemoveUseDialog({ use, open, onOpenChange }: RemoveUseDialogProps) {
  const queryClient = useQueryClient();
  const { team, project, name, image, lastAskedAt } = use;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${name} from ${project}?`}
      confirm="Remove"
      onConfirm={async () => {
        const input = { team, project };
        const data = await api.projects.removeUse({ ...input, use: name });
        queryClient.setQueryData(orpc.projects.get.queryKey({ input }), data);
        toast({ title: `${project} has no ${name} any more` });
      }}
    >
      <p>
        Whoever asks for {team}/{project} as {name} then gets 404 instead of {image}, and its record of asks
        goes.{" "}
        {lastAskedAt ? (
          <>
            It was last asked for <TimeAgo time={lastAskedAt} />.
          </>
        ) : (
          "Nobody has asked for it yet."
        )}
      </p>
    </ConfirmDialog>
  );
}
