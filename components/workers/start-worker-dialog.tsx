"use client";
import { Dialog } from "#components/ui/dialog";
import { StartWorker } from "#components/workers/start-worker";

/** How one adds a worker: nothing is registered here, it announces itself. */
export function StartWorkerDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      {...props}
      size="lg"
      title="Add a worker"
      description="Nothing is registered: it announces itself."
    >
      <StartWorker />
    </Dialog>
  );
}
