"use client";
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

export interface CheckboxProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
}

/** A tick box with its words; they are part of what can be pressed. */
export function Checkbox({ label, hint, checked, onCheckedChange, name, disabled }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the tick box inside carries a native input
    <label className="flex items-start gap-2 text-sm">
      <Base.Root
        checked={checked}
        onCheckedChange={onCheckedChange}
        name={name}
        disabled={disabled}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-raised transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Indicator>
          <Check className="size-3.5 text-on-accent" strokeWidth={3} aria-hidden="true" />
        </Base.Indicator>
      </Base.Root>
      <span>
        {label}
        {hint ? <span className="block text-subtle">{hint}</span> : null}
      </span>
    </label>
  );
}
