"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef } from "react";
import { buttonClasses } from "#components/ui/button-classes";
import { classes } from "#components/ui/classes";
import type { DialogProps } from "#components/ui/dialog";

const WIDTH = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl" };

const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio], [aria-hidden=true]), textarea";

/** The first field that is still empty, else the first one: not the cross, which stands before them. */
function firstField(body: HTMLElement | null): HTMLElement | undefined {
  const fields = [...(body?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(FIELDS) ?? [])];
  return fields.find(({ value, disabled }) => value === "" && !disabled) ?? fields[0];
}

/** The dialog itself. */
export function DialogSurface(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, firm, size = "md", initialFocus, children } = props;
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (next || !firm) onOpenChange(next);
      }}
      disablePointerDismissal={firm}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 flex items-end justify-center overflow-y-auto sm:items-start sm:px-4 sm:pt-[12vh] sm:pb-8">
          <Base.Popup
            // On a touch screen a focused field would bring up the keyboard over the words.
            initialFocus={initialFocus ?? ((by) => by === "touch" || (firstField(body.current) ?? true))}
            className={classes(
              "flex max-h-[92dvh] w-full sm:max-h-[80dvh] flex-col rounded-t-lg border border-line-strong bg-raised shadow-pop outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:rounded-lg",
              WIDTH[size],
            )}
          >
            <header className="flex items-start gap-4 px-5 pt-4">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg font-semibold">{title}</Base.Title>
                {description ? (
                  <Base.Description className="mt-0.5 text-muted" render={<div />}>
                    {description}
                  </Base.Description>
                ) : null}
              </div>
              {firm ? null : (
                <Base.Close
                  aria-label="Close"
                  className={buttonClasses("ghost", "sm", "-mr-2 aspect-square px-0!")}
                >
                  <X aria-hidden="true" />
                </Base.Close>
              )}
            </header>
            <div
              ref={body}
              className={classes("min-h-0 overflow-y-auto px-5 pt-3", footer ? "pb-1" : "pb-5")}
            >
              {children}
            </div>
            {footer ? (
              <footer className="flex flex-wrap justify-end gap-2 px-5 pt-3 pb-4 max-sm:[&>*]:flex-1">
                {footer}
              </footer>
            ) : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
