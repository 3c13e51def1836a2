"use client";
import { type FormEvent, useState } from "react";
import { type LimitField, toText, toValue } from "#components/limits/limit-fields";
import { Callout } from "#components/ui/callout";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";

type Values<Name extends string> = Record<Name, number | null>;

export interface LimitFormProps<Name extends string> {
  id: string;
  fields: readonly LimitField<Name>[];
  values: Values<Name>;
  /** What stands in an empty field. */
  placeholder?: (field: LimitField<Name>) => string;
  /** Saves what was changed; what it throws is shown at its field. */
  onSave: (changed: Partial<Values<Name>>) => Promise<unknown>;
  onBusy?: (busy: boolean) => void;
  onDirty?: (dirty: boolean) => void;
}

/** Fields of limits with their units; its button is its owner's, by the form's id. */
export function LimitForm<Name extends string>(props: LimitFormProps<Name>) {
  const { id, fields, values, placeholder, onSave, onBusy, onDirty } = props;
  const asText = (name: Name) =>
    toText(values[name], fields.find((field) => field.name === name) as LimitField<Name>);
  const [texts, setTexts] = useState<Partial<Record<Name, string>>>({});
  const [problems, setProblems] = useState<Partial<Record<Name | "", string>>>({});

  function change(name: Name, text: string) {
    const next = { ...texts, [name]: text };
    setTexts(next);
    onDirty?.(fields.some((field) => (next[field.name] ?? asText(field.name)) !== asText(field.name)));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found: Partial<Record<Name | "", string>> = {};
    const changed: Partial<Values<Name>> = {};
    for (const field of fields) {
      const value = toValue(texts[field.name] ?? asText(field.name), field);
      if (value === undefined) {
        found[field.name] = field.required
          ? "Write a number above 0"
          : "Write a number above 0, or leave it empty";
      } else if (value !== values[field.name]) changed[field.name] = value;
    }
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    onBusy?.(true);
    try {
      await onSave(changed);
      setTexts({});
      onDirty?.(false);
    } catch (error) {
      const { detail, errors } = problemOf(error);
      const byField = (errors ?? []).filter((each) => fields.some(({ name }) => name === each.field));
      setProblems(
        byField.length > 0
          ? (Object.fromEntries(byField.map(({ field, message }) => [field, message])) as typeof found)
          : ({ "": detail } as typeof found),
      );
    } finally {
      onBusy?.(false);
    }
  }

  return (
    <form id={id} noValidate onSubmit={submit} className="flex w-full flex-col gap-4">
      <div className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-x-6 gap-y-4">
        {fields.map((field) => (
          <Field key={field.name} label={field.label} hint={field.hint} error={problems[field.name]}>
            <div className="flex items-center gap-2">
              <Input
                inputMode="decimal"
                value={texts[field.name] ?? asText(field.name)}
                placeholder={placeholder?.(field) ?? "No limit"}
                onChange={(event) => change(field.name, event.target.value)}
                autoComplete="off"
                className="max-w-40 tabular-nums"
              />
              <span className="text-sm text-muted">{field.unit}</span>
            </div>
          </Field>
        ))}
      </div>
      {problems[""] ? <Callout tone="danger">{problems[""]}</Callout> : null}
    </form>
  );
}
