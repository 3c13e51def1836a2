"use client";
import { Button, type ButtonProps } from "#components/ui/button";
import { classes } from "#components/ui/classes";
import { Tooltip } from "#components/ui/tooltip";

export interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  /** A key that does the same, shown in the tooltip. */
  keys?: string;
  side?: "top" | "bottom" | "left" | "right";
}

/** A square button with an icon alone. */
export function IconButton({ label, keys, side, variant = "ghost", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <Button
        {...rest}
        variant={variant}
        aria-label={label}
        className={classes("aspect-square px-0!", className)}
      />
    </Tooltip>
  );
}
