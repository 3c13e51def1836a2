import { Info, Share2, ShieldAlert, TriangleAlert, Webhook } from "lucide-react";
import { StatusMark } from "#components/ui/status-mark";

const ICONS = {
  "image.deprecated": { Icon: TriangleAlert, className: "text-warning" },
  "build.revoked": { Icon: ShieldAlert, className: "text-danger" },
  "image.shared": { Icon: Share2, className: "text-info" },
  "webhook.disabled": { Icon: Webhook, className: "text-warning" },
};

/** What kind of notice it is, at a glance; its words say it too. */
export function NoticeMark({ kind }: { kind: string }) {
  if (kind === "build.failed") return <StatusMark status="failed" className="mt-0.5" />;
  const { Icon, className } = ICONS[kind as keyof typeof ICONS] ?? { Icon: Info, className: "text-subtle" };
  return <Icon className={`mt-0.5 size-4 shrink-0 ${className}`} aria-hidden="true" />;
}
