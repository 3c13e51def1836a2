import Link from "next/link";
import type { ComponentProps, ReactNode, SyntheticEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonClasses } from "#components/ui/button-classes";
import { Spinner } from "#components/ui/spinner";

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
