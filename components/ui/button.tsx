import Link from "next/link";
import type { ComponentProps, ReactNode, SyntheticEvent } from "react";
import { classes } from "#components/ui/classes";
import { Spinner } from "#components/ui/spinner";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const BASE =
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover",
  secondary:
    "border-line-strong bg-raised text-fg not-aria-disabled:hover:border-control not-aria-disabled:hover:bg-hover",
  ghost: "border-transparent text-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-fg",
  danger: "border-transparent bg-danger text-on-accent not-aria-disabled:hover:brightness-110",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "h-7 px-2 text-sm pointer-coarse:h-9",
  md: "h-8 px-3 text-sm pointer-coarse:h-10",
  lg: "h-10 px-4 text-base",
};

export function buttonClasses(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "md",
  className?: string,
): string {
  return classes(BASE, VARIANT[variant], SIZE[size], className);
}

interface Shared {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** An icon before the words. */
  icon?: ReactNode;
  className?: string;
}

export interface ButtonProps extends Omit<ComponentProps<"button">, "className" | "style">, Shared {
  /** Shows a spinner in the icon's place; the button keeps its focus and does nothing. */
  loading?: boolean;
}

/**
 * A button; `type` is "button" unless said otherwise. One that is disabled or loading keeps its focus, so that the
 * keyboard is not lost, and does nothing.
 */
export function Button({
  variant,
  size,
  icon,
  loading,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  const isInert = disabled || loading;
  return (
    <button
      {...rest}
      {...(isInert && INERT)}
      type={rest.type ?? "button"}
      aria-busy={loading || undefined}
      aria-disabled={isInert || undefined}
      className={buttonClasses(variant, size, className)}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A press would send the form that the button stands in. */
const refuse = (event: SyntheticEvent) => {
  event.preventDefault();
  event.stopPropagation();
};
const INERT = { onClick: refuse, onPointerDown: undefined, onMouseDown: undefined, onKeyDown: undefined };

export interface ButtonLinkProps extends Omit<ComponentProps<typeof Link>, "className">, Shared {}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClasses(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
