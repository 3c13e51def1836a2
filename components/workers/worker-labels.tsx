import { Badge } from "#components/ui/badge";

/** What a worker offers beside its platform. */
export function WorkerLabels({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-1">
      {labels.map((label) => (
        <Badge key={label} mono>
          {label}
        </Badge>
      ))}
    </span>
  );
}
