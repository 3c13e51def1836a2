"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Section } from "#components/ui/section";
import { Textarea } from "#components/ui/textarea";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";

export interface DescriptionFormProps {
  /** The question that a description answers. */
  label: string;
  hint: ReactNode;
  value: string;
  /** Saves it and returns it as it was saved. */
  onSave: (text: string) => Promise<string>;
}

/** What something is for, in its owners' words, to be changed. */
export function DescriptionForm({ label, hint, value, onSave }: DescriptionFormProps) {
  const [text, setText] = useState(value);
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    setSaving(true);
    try {
      setText(await onSave(text.trim()));
      setRefusal(undefined);
      toast({ title: "Saved the description" });
    } catch (error) {
      setRefusal(problemOf(error).detail);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Section title="Description">
      <Card padded>
        <form className="flex flex-col items-start gap-3" onSubmit={submit}>
          <Field label={label} hint={hint} error={refusal} className="w-full">
            <Textarea value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Button type="submit" variant="primary" loading={isSaving} disabled={text.trim() === value}>
            Save description
          </Button>
        </form>
      </Card>
    </Section>
  );
}
