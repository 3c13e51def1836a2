"use client";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Delete media/ffmpeg?" */
  title: ReactNode;
  /** What will happen and to whom. */
  children: ReactNode;
  /** The verb on the button: "Delete image". */
  confirm: string;
  tone?: "danger" | "primary";
  /** What has to be typed first; only for what cannot be undone. */
  typed?: string;
  /** Does it; the dialog closes when it is done and shows what went wrong otherwise. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirm, tone = "danger", typed, onConfirm } = props;
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const form = useId();

  function change(next: boolean) {
    if (busy) return;
    setText("");
    setError(null);
    onOpenChange(next);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || (typed && text !== typed)) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      setText("");
      onOpenChange(false);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      initialFocus={typed ? undefined : cancel}
      footer={
        <>
          <Button ref={cancel} onClick={() => change(false)}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={form}
            variant={tone}
            loading={busy}
            disabled={Boolean(typed) && text !== typed}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <div className="flex flex-col gap-2 text-muted">{children}</div>
        {typed ? (
          <Field
            label={
              <>
                Type <code className="text-fg">{typed}</code> to go on
              </>
            }
          >
            <Input
              mono
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        ) : null}
        {error ? <Callout tone="danger">{problemOf(error).detail}</Callout> : null}
      </form>
    </Dialog>
  );
}
