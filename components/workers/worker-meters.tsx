import { Meter } from "#components/ui/meter";
import { formatBytes } from "#lib/format/format-bytes";
import { formatLimit } from "#lib/format/format-limit";
import type { Worker } from "#lib/workers/schemas";

type Details = NonNullable<Worker["details"]>;

/** How busy a worker's host is, and how full its engine's disk and cache: what is known of it. */
export function WorkerMeters({ details }: { details: Details }) {
  const { load, cpus, memoryBytes, memoryFreeBytes, diskBytes, diskFreeBytes, cacheBytes, cacheLimitBytes } =
    details;
  return (
    <span className="grid max-w-md grid-cols-2 gap-x-3 gap-y-1.5">
      {load !== null && cpus !== null ? (
        <Meter
          label="Load"
          text={`${load.toFixed(1)} of ${cpus}`}
          share={load / cpus}
          warnAt={1.5}
          dangerAt={Number.POSITIVE_INFINITY}
        />
      ) : null}
      {memoryBytes !== null && memoryFreeBytes !== null ? (
        <Meter
          label="Memory"
          text={`${formatBytes(memoryFreeBytes)} free`}
          share={1 - memoryFreeBytes / memoryBytes}
        />
      ) : null}
      {diskBytes !== null && diskFreeBytes !== null ? (
        <Meter
          label="Disk"
          text={`${formatBytes(diskFreeBytes)} free`}
          share={1 - diskFreeBytes / diskBytes}
        />
      ) : null}
      {cacheBytes !== null && cacheLimitBytes !== null ? (
        <Meter
          label="Cache"
          text={ofLimit(cacheBytes, cacheLimitBytes)}
          share={cacheLimitBytes > 0 ? cacheBytes / cacheLimitBytes : 0}
          warnAt={1}
          dangerAt={1.5}
        />
      ) : null}
    </span>
  );
}

/** "21.0 of 30 GB" */
function ofLimit(bytes: number, limit: number): string {
  const [used, most] = [formatBytes(bytes), formatLimit(limit)];
  const unit = most.slice(most.indexOf(" "));
  return `${used.endsWith(unit) ? used.slice(0, -unit.length) : used} of ${most}`;
}
