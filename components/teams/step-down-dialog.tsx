"use client";
import { ROLE_WORD } from "#components/teams/role-word";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { ROLE_HINTS, type Role } from "#lib/auth/roles";

export interface StepDownDialogProps {
  team: string;
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => Promise<unknown>;
}

/** Asks who lowers their own role: they cannot undo it alone. */
export function StepDownDialog({ team, role, open, onOpenChange, onConfirm }: StepDownDialogProps) {
  const word = ROLE_WORD[role].toLowerCase();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Become a ${word} of ${team}?`}
      confirm={`Become a ${word}`}
      onConfirm={onConfirm}
    >
      <p>
        A {word} {ROLE_HINTS[role].replace(/^./, (letter) => letter.toLowerCase())}. You will no longer manage
        members, tokens and invitations; the invitations you made and nobody used are taken back.
      </p>
      <p>Only another owner can make you an owner again.</p>
    </ConfirmDialog>
  );
}
