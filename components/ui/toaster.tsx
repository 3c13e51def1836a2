"use client";
import { useEffect, useSyncExternalStore } from "react";
import { definePart, usePart } from "#components/ui/part";
import { waitingToasts } from "#components/ui/toast";

const surface = definePart("The message", () => import("#components/ui/toast-surface"));

/** Where toasts appear: once, on the whole page. */
export function Toaster() {
  const { subscribe, read, take } = waitingToasts;
  const isWanted = useSyncExternalStore(
    subscribe,
    () => read().length > 0,
    () => false,
  );
  const is = usePart(surface, isWanted);
  useEffect(() => {
    if (is && isWanted) for (const options of take()) is.addToast(options);
  }, [is, isWanted]);
  return is && <is.ToastSurface />;
}
