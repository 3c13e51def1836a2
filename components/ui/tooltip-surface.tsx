"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import { useSyncExternalStore } from "react";
import { Kbd } from "#components/ui/kbd";
import { tooltipWords } from "#components/ui/tooltip-words";

/** The words of the element that is pointed at, once on the whole page. */
export function TooltipSurface() {
  const { subscribe, read, keep, leave, close } = tooltipWords;
  const words = useSyncExternalStore(subscribe, read);
  if (!words) return null;
  const { id, anchor, label, keys, side } = words;
  return (
    <Base.Root open onOpenChange={(open) => !open && close(id)}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6}>
          <Base.Popup
            onPointerEnter={keep}
            onPointerLeave={() => leave(id)}
            className="flex max-w-72 items-center gap-2 rounded-md bg-fg px-2 py-1 text-xs text-bg shadow-pop"
          >
            {label}
            {keys ? <Kbd keys={keys} inverse /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
