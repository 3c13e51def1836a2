"use client";
import { ConfirmDialog } from "#components/ui/confirm-dialog";

export interface StepDownDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => Promise<unknown>;
}

/** Asks owners who make themselves a member: they cannot undo it alone. */
export function StepDownDialog({ team, open, onOpenChange, onConfirm }: StepDownDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Become a member of ${team}?`}
      confirm="Become a member"
      onConfirm={onConfirm}
    >
      <p>
        You will no longer add or remove people, change roles, or make and revoke tokens. You keep defining
        and building images. Only another owner can make you an owner again.
      </p>
    </ConfirmDialog>
  );
}
