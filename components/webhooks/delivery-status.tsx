import { StatusMark } from "#components/ui/status-mark";
import type { DeliverySummary } from "#lib/webhooks/schemas";

/** What became of a delivery so far. */
export function DeliveryStatus({ delivery }: { delivery: DeliverySummary }) {
  const { status, attempts } = delivery;
  const [mark, word, colour] =
    status === "succeeded"
      ? (["succeeded", "Delivered", "text-success"] as const)
      : status === "failed"
        ? (["failed", "Failed", "text-danger font-medium"] as const)
        : attempts > 0
          ? (["running", "Trying again", "text-accent font-medium"] as const)
          : (["queued", "Waiting", "text-muted"] as const);
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <StatusMark status={mark} />
      <span className={colour}>{word}</span>
    </span>
  );
}
