import { CircleAlert, CircleCheck, CircleDashed, CirclePause, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Webhook } from "#lib/webhooks/schemas";

/** How a webhook is doing: a shape, a word and a colour. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const { disabledAt, disabledReason, failingSince, lastDelivery } = webhook;
  if (disabledAt) {
    return disabledReason?.startsWith("Paused") ? (
      <Word icon={<CirclePause />} className="text-muted" word="Paused" />
    ) : (
      <Word icon={<CircleAlert />} className="font-medium text-danger" word="Disabled" />
    );
  }
  if (failingSince) return <Word icon={<TriangleAlert />} className="text-warning" word="Failing" />;
  if (lastDelivery?.status === "succeeded")
    return <Word icon={<CircleCheck />} className="text-success" word="Working" />;
  return <Word icon={<CircleDashed />} className="text-subtle" word="Nothing sent yet" />;
}

function Word({ icon, word, className }: { icon: ReactNode; word: string; className: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-middle whitespace-nowrap [&_svg]:size-4 [&_svg]:shrink-0 ${className}`}
    >
      {icon}
      {word}
    </span>
  );
}
