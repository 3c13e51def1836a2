"use client";
import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { buttonClasses } from "#components/ui/button-classes";
import type { ToastOptions } from "#components/ui/toast";

const manager = Base.createToastManager();

/** Shows one. */
export function addToast({ title, description, tone = "success", action }: ToastOptions): void {
  const id = manager.add({
    title,
    description,
    type: tone,
    priority: tone === "danger" ? "high" : "low",
    timeout: action || tone === "danger" ? 10_000 : 5_000,
    actionProps: action && {
      children: action.label,
      onClick: () => {
        manager.close(id);
        action.onClick();
      },
    },
  });
}

/** Where they appear. */
export function ToastSurface() {
  return (
    <Base.Provider toastManager={manager}>
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-4 flex flex-col-reverse gap-2 sm:left-auto sm:w-96">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager();
  return toasts.map((item) => (
    <Base.Root
      key={item.id}
      toast={item}
      swipeDirection={["right", "down"]}
      className="rounded-lg border border-line-strong bg-raised shadow-pop transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-2.5 px-3 py-2.5">
        {item.type === "danger" ? (
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
        ) : (
          <CircleCheck className="mt-0.5 size-4 shrink-0 text-success" aria-hidden="true" />
        )}
        <div className="min-w-0 flex-1">
          <Base.Title className="text-base font-medium wrap-break-word" render={<p />} />
          <Base.Description className="text-sm text-muted wrap-break-word" render={<div />} />
        </div>
        {item.actionProps ? <Base.Action className={buttonClasses("secondary", "sm")} /> : null}
        <Base.Close
          aria-label="Dismiss"
          className={buttonClasses("ghost", "sm", "-mr-1 aspect-square px-0!")}
        >
          <X aria-hidden="true" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
