"use client";
import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Wordmark } from "#components/auth/wordmark";

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** The rail over the page, where that is too narrow for both. */
export function Drawer({ open, onOpenChange, children }: DrawerProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-backdrop" />
        <Dialog.Popup className="fixed inset-y-0 left-0 flex w-64 flex-col gap-3 border-r border-line bg-sunken px-3 py-3 shadow-pop outline-none">
          <Dialog.Title className="px-1 py-1">
            <Wordmark />
          </Dialog.Title>
          {open ? children : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
