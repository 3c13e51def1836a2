"use client";
import { GoodBuildSelect } from "#components/channels/good-build-select";
import { type completeDraft, toDay, type UseDraft } from "#components/projects/use-draft";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { BuildSummary } from "#lib/builds/schemas";

export interface HoldFieldsProps {
  chosen: ReturnType<typeof completeDraft>;
  good: readonly BuildSummary[];
  problems: { build?: string; until?: string; reason?: string };
  onChange: (changes: Partial<UseDraft>) => void;
}

/** Keeps a use at one build until a day, for a reason; then it follows again by itself. */
export function HoldFields({ chosen, good, problems, onChange }: HoldFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        label="Hold it at one build for now"
        hint="Until a day you choose; from then on it follows again by itself."
        checked={chosen.isHeld}
        onCheckedChange={(isHeld) => onChange({ isHeld })}
      />
      {chosen.isHeld ? (
        <div className="grid gap-4 border-l-2 border-line pl-4 sm:grid-cols-2">
          <Field label="Held at" custom error={problems.build}>
            <GoodBuildSelect
              builds={good}
              value={chosen.heldBuild}
              onValueChange={(heldBuild) => onChange({ heldBuild })}
            />
          </Field>
          <Field label="Through" error={problems.until}>
            <Input
              type="date"
              value={chosen.until}
              min={toDay(new Date())}
              onChange={(event) => onChange({ until: event.target.value })}
            />
          </Field>
          <Field
            label="Why"
            className="sm:col-span-2"
            hint="For those who wonder later."
            error={problems.reason}
          >
            <Input
              value={chosen.reason}
              maxLength={500}
              placeholder="Waits for the codec tests"
              onChange={(event) => onChange({ reason: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </div>
  );
}
