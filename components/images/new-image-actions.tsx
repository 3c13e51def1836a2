"use client";
import { Flame } from "lucide-react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";

export interface NewImageActionsProps {
  message: string;
  onMessage: (message: string) => void;
  messageError: string | undefined;
  /** Which of the two is being done. */
  pending: "create" | "build" | null;
  onSubmit: (isToBuild: boolean) => void;
}

/** The message of version 1, and what to do with all that was written. */
export function NewImageActions(props: NewImageActionsProps) {
  const { message, onMessage, messageError, pending, onSubmit } = props;
  return (
    <>
      <Field
        label="Message"
        optional
        hint="Stands beside version 1 in its history: why it is as it is."
        error={messageError}
      >
        <Input
          name="message"
          value={message}
          onChange={(event) => onMessage(event.target.value)}
          maxLength={500}
          placeholder="First version"
        />
      </Field>
      <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-bg px-4 py-3 max-sm:[&>button]:flex-1 sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
        <span className="mr-auto flex items-center gap-1.5 text-sm text-subtle max-sm:hidden pointer-coarse:hidden">
          <Kbd keys="Ctrl+Enter" /> creates and builds
        </span>
        <Button
          loading={pending === "create"}
          disabled={pending === "build"}
          onClick={() => onSubmit(false)}
          size="lg"
        >
          Create image
        </Button>
        <Button
          type="submit"
          variant="primary"
          icon={<Flame />}
          loading={pending === "build"}
          disabled={pending === "create"}
          size="lg"
        >
          Create and build
        </Button>
      </div>
    </>
  );
}
