"use client";
import { useEffect, useId, useRef, useState } from "react";
import { byteTicks } from "#components/images/nice-ticks";
import type { AskDay } from "#components/projects/asks-by-day";

/** Until the plot knows its own. */
const WIDTH = 800;
const HEIGHT = 168;
const LEFT = 44;
const RIGHT = 4;
const TOP = 10;
const BOTTOM = 22;
const COLOURS = ["var(--accent)", "var(--info)", "var(--success)", "var(--warning)"];

/** The colour of a use by its place; from the fifth on they share one. */
export function askColour(index: number): string {
  return COLOURS[index] ?? "var(--fg-subtle)";
}

/** Asks a day as stacked bars, one colour a use; what a day had stands beside the pointer. */
export function AsksPlot({ days, uses }: { days: readonly AskDay[]; uses: readonly string[] }) {
  const svg = useRef<SVGSVGElement>(null);
  const id = useId();
  const [width, setWidth] = useState(WIDTH);
  const [shown, setShown] = useState<number | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width || WIDTH)));
    if (svg.current) observer.observe(svg.current);
    return () => observer.disconnect();
  }, []);
  const ticks = byteTicks(Math.max(4, ...days.map(({ total }) => total)));
  const max = ticks.at(-1) ?? 1;
  const slot = (width - LEFT - RIGHT) / days.length;
  const bar = Math.max(2, Math.min(24, slot * 0.7));
  const y = (value: number) => TOP + (1 - value / max) * (HEIGHT - TOP - BOTTOM);
  const middle = (index: number) => LEFT + (index + 0.5) * slot;
  const day = shown === null ? undefined : days[shown];

  return (
    <div className="relative">
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        height={HEIGHT}
        role="img"
        aria-labelledby={id}
        onPointerLeave={() => setShown(null)}
        className="block w-full"
      >
        <title id={id}>{summarise(days)}</title>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--border)" />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" fontSize="11" fill="var(--fg-subtle)">
              {tick.toLocaleString("en-US")}
            </text>
          </g>
        ))}
        {days.map(({ day, counts }, index) => (
          <g key={day} onPointerEnter={() => setShown(index)}>
            {/* What the pointer has to meet is larger than what is seen. */}
            <rect
              x={LEFT + index * slot}
              y={TOP}
              width={slot}
              height={HEIGHT - TOP - BOTTOM}
              fill={index === shown ? "var(--bg-hover)" : "transparent"}
            />
            {stack(counts).map(({ from, to, at }) => (
              <rect
                key={uses[at]}
                x={middle(index) - bar / 2}
                y={y(to)}
                width={bar}
                height={Math.max(1, y(from) - y(to) - (at > 0 ? 1 : 0))}
                fill={askColour(at)}
                rx="1"
              />
            ))}
          </g>
        ))}
        {labelled(days.length).map((index) => (
          <text
            key={index}
            x={middle(index)}
            y={HEIGHT - 5}
            textAnchor={index === days.length - 1 ? "end" : "middle"}
            dx={index === days.length - 1 ? slot / 2 : 0}
            fontSize="11"
            fill="var(--fg-subtle)"
          >
            {formatDay(days[index]?.day ?? "")}
          </text>
        ))}
      </svg>
      {day && shown !== null ? (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute top-0 rounded-md bg-fg px-2 py-1 text-xs whitespace-nowrap text-bg tabular-nums shadow-pop"
          style={{
            left: middle(shown),
            transform: shown > days.length / 2 ? "translateX(calc(-100% - 0.75rem))" : "translateX(0.75rem)",
          }}
        >
          <p className="font-medium">{formatDay(day.day)}</p>
          {uses.length > 1
            ? uses.map((use, at) => (
                <p key={use}>
                  {use} {(day.counts[at] ?? 0).toLocaleString("en-US")}
                </p>
              ))
            : null}
          <p>{day.total.toLocaleString("en-US")} in all</p>
        </div>
      ) : null}
    </div>
  );
}

/** Where each use's part of a bar begins and ends, from the bottom; without those that are empty. */
function stack(counts: readonly number[]): { from: number; to: number; at: number }[] {
  let top = 0;
  return counts.flatMap((count, at) => {
    const from = top;
    top += count;
    return count > 0 ? [{ from, to: top, at }] : [];
  });
}

/** The days whose dates stand on the axis. */
function labelled(count: number): number[] {
  return [...new Set([0, 1, 2].map((part) => Math.round((part / 3) * count)).concat(count - 1))];
}

/** A day of the calendar: "22 Nov". */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function summarise(days: readonly AskDay[]): string {
  const total = days.reduce((sum, each) => sum + each.total, 0);
  const most = days.reduce((best, each) => (each.total > best.total ? each : best));
  return `Asks in ${days.length} days: ${total.toLocaleString("en-US")} in all, most on ${formatDay(most.day)} with ${most.total.toLocaleString("en-US")}. The table has them all.`;
}
