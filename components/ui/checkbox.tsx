"use client";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

export interface CheckboxProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A tick box with its words; they are part of what can be pressed. */
export function Checkbox({ label, hint, checked, onCheckedChange, disabled }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2 text-sm">
      <span className="relative mt-0.5 flex size-4 shrink-0">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onCheckedChange(event.currentTarget.checked)}
          disabled={disabled}
          className="peer size-4 appearance-none rounded-sm border border-control bg-raised transition-colors checked:border-accent checked:bg-accent disabled:opacity-50"
        />
        <Check
          className="pointer-events-none absolute inset-0 m-auto size-3.5 text-on-accent opacity-0 peer-checked:opacity-100"
          strokeWidth={3}
          aria-hidden="true"
        />
      </span>
      <span>
        {label}
        {hint ? <span className="block text-subtle">{hint}</span> : null}
      </span>
    </label>
  );
}
