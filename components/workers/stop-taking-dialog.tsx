"use client";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { useSetWorkerState } from "#components/workers/use-set-worker-state";
import type { Worker } from "#lib/workers/schemas";

const WORDS = {
  paused: {
    title: (name: string) => `Pause ${name}?`,
    text: "It takes no more builds; those that it runs go on. It stays paused through restarts, until it is resumed.",
    confirm: "Pause worker",
  },
  draining: {
    title: (name: string) => `Drain ${name}?`,
    text: "It takes no more builds. What it runs and does not end soon goes back to the queue for others, and nothing is lost: then it can be stopped.",
    confirm: "Drain worker",
  },
};

export interface StopTakingDialogProps {
  worker: Worker;
  state: keyof typeof WORDS;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says what pausing or draining means and asks why: whoever waits for a build reads it. */
export function StopTakingDialog({ worker, state, open, onOpenChange }: StopTakingDialogProps) {
  const [reason, setReason] = useState("");
  const form = useId();
  const set = useSetWorkerState();
  const { title, text, confirm } = WORDS[state];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (set.isPending) return;
    set.mutate({ worker, state, reason: reason.trim() }, { onSettled: () => onOpenChange(false) });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => set.isPending || onOpenChange(next)}
      title={title(worker.name)}
      description={text}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={set.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={set.isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit}>
        <Field label="Reason" optional hint="Shown here, and to people whose builds wait.">
          <Input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            placeholder="New kernel, back by noon"
            autoComplete="off"
          />
        </Field>
      </form>
    </Dialog>
  );
}
