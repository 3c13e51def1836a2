import type { AskDay } from "#components/projects/asks-by-day";
import { formatDay } from "#components/projects/asks-plot";

/** Asks a day in numbers, the newest day first. */
export function AsksTable({ days, uses }: { days: readonly AskDay[]; uses: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="max-h-80 overflow-auto">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">Asks a day</caption>
        <thead className="sticky top-0 bg-raised text-subtle">
          <tr className="border-b border-line">
            <th scope="col" className="h-8 pr-3 font-normal">
              Day
            </th>
            {uses.map((use) => (
              <th key={use} scope="col" className="px-3 text-right font-normal">
                {use}
              </th>
            ))}
            {uses.length > 1 ? (
              <th scope="col" className="pl-3 text-right font-normal">
                In all
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, counts, total }) => (
            <tr key={day} className="border-b border-line last:border-0">
              <th scope="row" className="h-8 pr-3 font-normal whitespace-nowrap">
                {formatDay(day)}
              </th>
              {uses.map((use, at) => (
                <Count key={use} count={counts[at] ?? 0} />
              ))}
              {uses.length > 1 ? <Count count={total} /> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Count({ count }: { count: number }) {
  return (
    <td className={count === 0 ? "px-3 text-right text-subtle" : "px-3 text-right"}>
      {count.toLocaleString("en-US")}
    </td>
  );
}
