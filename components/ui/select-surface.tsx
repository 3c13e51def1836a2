"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check } from "lucide-react";
import type { ReactElement } from "react";
import { classes } from "#components/ui/classes";
import { POPUP, POPUP_ITEM } from "#components/ui/popup";
import type { SelectProps } from "#components/ui/select";
import type { Taken } from "#components/ui/use-stand-in";

export interface SelectSurfaceProps<Value extends string> extends SelectProps<Value>, Taken {
  /** The control, showing what is chosen. */
  control: ReactElement;
}

/** The list to choose from, with its control. */
export function SelectSurface<Value extends string>(props: SelectSurfaceProps<Value>) {
  const { options, value, onValueChange, disabled, control, isOpen, hasFocus } = props;
  return (
    <Base.Root
      items={options.map(({ value, label }) => ({ value, label }))}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next as Value)}
      disabled={disabled}
      modal={false}
      defaultOpen={isOpen}
    >
      <Base.Trigger render={control} autoFocus={hasFocus} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} align="start">
          <Base.Popup className={classes(POPUP, "min-w-(--anchor-width)")}>
            <Base.List className="max-h-[min(24rem,var(--available-height))] overflow-y-auto">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={classes(POPUP_ITEM, "pr-3")}>
                  <span className="flex size-4 shrink-0 items-center">
                    <Base.ItemIndicator>
                      <Check className="size-4 text-accent" aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <Base.ItemText className="block truncate">{option.label}</Base.ItemText>
                    {option.hint ? <span className="block text-xs text-subtle">{option.hint}</span> : null}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
