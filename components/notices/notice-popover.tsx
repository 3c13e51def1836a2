"use client";
import { Popover } from "@base-ui/react/popover";
import { type ReactElement, useState } from "react";
import { NoticeList } from "#components/notices/notice-list";
import { classes } from "#components/ui/classes";
import { POPUP } from "#components/ui/popup";
import type { Taken } from "#components/ui/use-stand-in";

export interface NoticePopoverProps extends Taken {
  button: ReactElement;
  side: "bottom" | "right";
  hasNew: boolean;
  onNavigate?: () => void;
}

/** The list of notices beside its button. */
export function NoticePopover({ button, side, isOpen, hasFocus, hasNew, onNavigate }: NoticePopoverProps) {
  const [open, setOpen] = useState(isOpen);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={button} autoFocus={hasFocus} />
      <Popover.Portal>
        <Popover.Positioner side={side} align="end" sideOffset={8} collisionPadding={8}>
          <Popover.Popup
            className={classes(
              POPUP,
              "flex max-h-[min(32rem,var(--available-height))] w-[min(24rem,var(--available-width))] flex-col p-0!",
            )}
          >
            <NoticeList
              hasNew={hasNew}
              onNavigate={() => {
                setOpen(false);
                onNavigate?.();
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
