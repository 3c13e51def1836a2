import { Spinner } from "#components/ui/spinner";
import { StatusMark } from "#components/ui/status-mark";
import { TimeAgo } from "#components/ui/time-ago";
import type { BaseImage } from "#lib/base-images/schemas";

/** Nobody has said yet what it is: it is being made on this machine, or a worker is asking for it. */
export function isOnItsWay(base: BaseImage): boolean {
  return base.digest === null && base.checkError === null;
}

/** What was last heard of a base image's digest, read out when it changes. */
export function BaseImageState({ base }: { base: BaseImage }) {
  return (
    <span aria-live="polite" className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {base.checking ? (
        <>
          <Spinner className="text-accent" /> Checking…
        </>
      ) : base.checkError ? (
        <>
          <StatusMark status="failed" />
          <span>
            Failed {base.checkedAt ? <TimeAgo time={base.checkedAt} /> : <TimeAgo time={base.updatedAt} />}
          </span>
        </>
      ) : isOnItsWay(base) ? (
        <>
          <Spinner className="text-accent" /> On its way…
        </>
      ) : (
        <>
          <StatusMark status="succeeded" />
          <TimeAgo time={base.checkedAt ?? base.updatedAt} />
        </>
      )}
    </span>
  );
}
