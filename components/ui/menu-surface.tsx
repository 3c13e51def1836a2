"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { useEffect, useRef } from "react";
import { classes } from "#components/ui/classes";
import { MenuParts, type MenuProps } from "#components/ui/menu";
import { POPUP } from "#components/ui/popup";
import type { Taken } from "#components/ui/use-stand-in";

export interface MenuSurfaceProps extends MenuProps, Taken {}

/** The menu itself, with its button. */
export function MenuSurface(props: MenuSurfaceProps) {
  const { trigger, align = "end", side = "bottom", className, children } = props;
  const { isOpen, isByKey, hasFocus } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isByKey) button.current?.click();
  }, [isByKey]);
  return (
    <Base.Root modal={false} defaultOpen={isOpen && !isByKey}>
      <Base.Trigger ref={button} render={trigger} autoFocus={hasFocus} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4}>
          <Base.Popup
            className={classes(POPUP, "max-h-(--available-height) min-w-48 overflow-y-auto", className)}
          >
            <MenuParts value={Base}>{children}</MenuParts>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
