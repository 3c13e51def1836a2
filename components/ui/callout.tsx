import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";

const TONE = {
  danger: { box: "border-danger/40 bg-danger-soft", icon: "text-danger", Icon: CircleAlert },
  warning: { box: "border-warning/40 bg-warning-soft", icon: "text-warning", Icon: TriangleAlert },
  success: { box: "border-success/40 bg-success-soft", icon: "text-success", Icon: CircleCheck },
  info: { box: "border-info/40 bg-info-soft", icon: "text-info", Icon: Info },
};

export interface CalloutProps {
  tone: keyof typeof TONE;
  title?: ReactNode;
  /** Buttons under the words. */
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** A message in the flow of the page; a danger is read out at once. */
export function Callout({ tone, title, actions, className, children }: CalloutProps) {
  const { box, icon, Icon } = TONE[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={classes("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm", box, className)}
    >
      <Icon className={classes("mt-0.5 size-4 shrink-0", icon)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        <div className="text-muted">{children}</div>
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
