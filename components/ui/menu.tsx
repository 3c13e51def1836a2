"use client";
import type { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import { createContext, type ReactElement, type ReactNode, use } from "react";
import { classes } from "#components/ui/classes";
import { definePart } from "#components/ui/part";
import { POPUP_ITEM } from "#components/ui/popup";
import { useStandIn } from "#components/ui/use-stand-in";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  className?: string;
  children: ReactNode;
}

const surface = definePart("The menu", () => import("#components/ui/menu-surface"));

/** What an open menu gives its items: they need none of its code before. */
export const MenuParts = createContext<typeof Base | null>(null);

function useMenuParts(): typeof Base {
  const parts = use(MenuParts);
  if (!parts) throw new Error("An item of a menu stands in no menu.");
  return parts;
}

/** A menu of actions and places. */
export function Menu(props: MenuProps) {
  const { plain, real } = useStandIn(surface, props.trigger, "menu");
  if (!real) return plain;
  const { is, ...state } = real;
  return <is.MenuSurface {...props} {...state} />;
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
  const Base = useMenuParts();
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
  const Base = useMenuParts();
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
  const Base = useMenuParts();
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** A heading over the items that follow. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const Base = useMenuParts();
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-subtle">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
