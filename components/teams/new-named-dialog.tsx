"use client";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";
import { nameProblem } from "#lib/names/name-problem";

const EMPTY = { name: "", description: "" };

export interface NewNamedDialogProps {
  noun: "team" | "project";
  /** What it is, and what comes next. */
  description: string;
  /** What the name is for, with what is written so far. */
  hint: (name: string) => ReactNode;
  examples: typeof EMPTY;
  /** The mutation that makes it; it leads on when it is made. */
  create: {
    mutate: (input: typeof EMPTY) => void;
    reset: () => void;
    isPending: boolean;
    error: unknown;
    variables: { name: string } | undefined;
  };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Fields that stand before the name. */
  children?: ReactNode;
}

/** Asks for the name and the description of something new, and shows what is wrong with them at their fields. */
export function NewNamedDialog(props: NewNamedDialogProps) {
  const { noun, description, hint, examples, create, open, onOpenChange, children } = props;
  const [input, setInput] = useState(EMPTY);
  const [submitted, setSubmitted] = useState(false);
  const form = useId();
  const refusal = create.variables?.name === input.name ? create.error : null;
  const problem = input.name || submitted ? nameProblem(noun, input.name) : null;
  const other = otherProblem(refusal, Object.keys(EMPTY));

  function change(next: boolean) {
    if (create.isPending) return;
    onOpenChange(next);
    if (next) return;
    create.reset();
    setInput(EMPTY);
    setSubmitted(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!create.isPending && !nameProblem(noun, input.name)) create.mutate(input);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={`New ${noun}`}
      description={description}
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Create {noun}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {children}
        <Field label="Name" hint={hint(input.name)} error={problem ?? fieldProblem(refusal, "name")}>
          <Input
            mono
            value={input.name}
            onChange={(event) => setInput({ ...input, name: event.target.value.trim() })}
            placeholder={examples.name}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field label="Description" optional error={fieldProblem(refusal, "description")}>
          <Textarea
            value={input.description}
            onChange={(event) => setInput({ ...input, description: event.target.value })}
            maxLength={500}
            placeholder={examples.description}
          />
        </Field>
        {other ? <Callout tone="danger">{other}</Callout> : null}
      </form>
    </Dialog>
  );
}
