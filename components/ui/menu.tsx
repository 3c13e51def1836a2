"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classes } from "#components/ui/classes";
import { POPUP, POPUP_ITEM } from "#components/ui/popup";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  className?: string;
  children: ReactNode;
}

/** A menu of actions and places. */
export function Menu({ trigger, align = "end", side = "bottom", className, children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4}>
          <Base.Popup
            className={classes(POPUP, "max-h-(--available-height) min-w-48 overflow-y-auto", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  /** Goes to a page instead of doing something. */
  href?: string;
  onClick?: () => void;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, href, onClick, danger, disabled, children }: MenuItemProps) {
  const className = classes(POPUP_ITEM, danger && "text-danger", icon ? "[&_svg]:text-subtle" : undefined);
  if (href) {
    return (
      <Base.LinkItem render={<Link href={href} />} className={className} onClick={onClick} closeOnClick>
        {icon}
        {children}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item className={className} onClick={onClick} disabled={disabled}>
      {icon}
      {children}
    </Base.Item>
  );
}

export interface MenuChoicesProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onValueChange: (value: Value) => void;
}

/** A group of which one is ticked. */
export function MenuChoices<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: MenuChoicesProps<Value>) {
  return (
    <MenuGroup label={label}>
      <Base.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={POPUP_ITEM} closeOnClick>
            <span className="flex size-4 shrink-0">
              <Base.RadioItemIndicator>
                <Check className="text-accent" aria-hidden="true" />
              </Base.RadioItemIndicator>
            </span>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </MenuGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** A heading over the items that follow. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-subtle">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
