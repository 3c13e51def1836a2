import type { ReactNode } from "react";

/** Names and what they are, one below the other; a fact that is null shows a dash. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="-my-2 grid grid-cols-1 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents last:[&>*]:border-0 last:[&>dd]:pb-0">
          <dt className="pt-2 text-muted sm:border-b sm:border-line sm:py-2">{name}</dt>
          <dd className="border-b border-line pb-2 sm:py-2">
            {value ?? <span className="text-subtle">–</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
