"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { PlotMark } from "#components/images/plot-mark";
import { STATUS_WORD } from "#components/ui/status-badge";
import type { BuildSummary } from "#lib/builds/schemas";

export interface PlotPoint {
  build: BuildSummary;
  value: number;
}

export interface BuildsPlotProps {
  title: string;
  /** In the order they were asked for, oldest first. */
  points: readonly PlotPoint[];
  ticksOf: (max: number) => number[];
  format: (value: number) => string;
}

/** Until the plot knows its own. */
const WIDTH = 560;
const HEIGHT = 148;
const LEFT = 60;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 22;

/**
 * A measure of builds, one mark each: colour and shape say how it ended. The arrow keys go from mark to
 * mark, Enter opens the build.
 */
export function BuildsPlot({ title, points, ticksOf, format }: BuildsPlotProps) {
  const router = useRouter();
  const svg = useRef<SVGSVGElement>(null);
  const id = useId();
  const [shown, setShown] = useState<number | null>(null);
  const [entry, setEntry] = useState(points.length - 1);
  const ticks = ticksOf(Math.max(1, ...points.map(({ value }) => value)));
  const max = ticks.at(-1) ?? 1;
  const [width, setWidth] = useState(WIDTH);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width || WIDTH)));
    if (svg.current) observer.observe(svg.current);
    return () => observer.disconnect();
  }, []);
  const room = width - LEFT - RIGHT;
  const x = (index: number) =>
    points.length === 1 ? LEFT + room / 2 : LEFT + (index / (points.length - 1)) * room;
  const y = (value: number) => TOP + (1 - value / max) * (HEIGHT - TOP - BOTTOM);
  const tabStop = Math.min(Math.max(0, entry), points.length - 1);
  const good = points.flatMap(({ build, value }, index) =>
    build.status === "succeeded" ? [`${x(index)} ${y(value)}`] : [],
  );
  const point = shown === null ? undefined : points[shown];

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -points.length, End: points.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(points.length - 1, Math.max(0, tabStop + by));
    setEntry(next);
    svg.current?.querySelectorAll<SVGElement>("[data-mark]")[next]?.focus();
  }

  return (
    <figure className="relative min-w-0">
      <figcaption id={id} className="mb-1 text-sm text-muted">
        {title}
        <span className="sr-only">: {summarise(points, format)} Arrow keys go from build to build.</span>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset stands in an SVG */}
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        height={HEIGHT}
        role="group"
        aria-labelledby={id}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setShown(null)}
        className="block w-full overflow-visible"
      >
        <svg aria-hidden="true" className="overflow-visible">
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--border)" />
              <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" fontSize="11" fill="var(--fg-subtle)">
                {tick === 0 ? 0 : format(tick)}
              </text>
            </g>
          ))}
          <path
            d={good.length > 0 ? `M${good.join("L")}` : undefined}
            fill="none"
            stroke="var(--border-strong)"
          />
          {labelled(points.length).map((index) => (
            <text
              key={index}
              x={x(index)}
              y={HEIGHT - 4}
              textAnchor="middle"
              fontSize="11"
              fontFamily="var(--font-mono)"
              fill="var(--fg-subtle)"
            >
              {points[index]?.build.tag}
            </text>
          ))}
        </svg>
        {points.map(({ build, value }, index) => (
          <a
            key={build.id}
            data-mark=""
            href={`/builds/${build.id}`}
            tabIndex={index === tabStop ? 0 : -1}
            aria-label={`Build ${build.tag}, ${STATUS_WORD[build.status]}, ${format(value)}`}
            onPointerEnter={() => setShown(index)}
            onFocus={() => {
              setEntry(index);
              setShown(index);
            }}
            onBlur={() => setShown(null)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              router.push(`/builds/${build.id}`);
            }}
          >
            <PlotMark x={x(index)} y={y(value)} status={build.status} isShown={index === shown} />
          </a>
        ))}
      </svg>
      {point && shown !== null ? (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute rounded-md bg-fg px-2 py-1 text-xs whitespace-nowrap text-bg tabular-nums shadow-pop"
          style={{
            left: `${(x(shown) / width) * 100}%`,
            top: `calc(${(y(point.value) / HEIGHT) * 100}% - 0.75rem)`,
            transform: `translate(${shown > points.length / 2 ? "-100%" : "0"}, -100%)`,
          }}
        >
          <span className="font-mono">{point.build.tag}</span> {STATUS_WORD[point.build.status].toLowerCase()}
          , {format(point.value)}
        </div>
      ) : null}
    </figure>
  );
}

/** The marks whose tags stand on the axis: the first, the last, and one between where there is room. */
function labelled(count: number): number[] {
  const last = count - 1;
  return [...new Set(last >= 4 ? [0, Math.floor(last / 2), last] : [0, last])];
}

function summarise(points: readonly PlotPoint[], format: (value: number) => string): string {
  const values = points.map(({ value }) => value);
  const newest = points.at(-1);
  return `${points.length} builds, from ${format(Math.min(...values))} to ${format(Math.max(...values))}; the newest, ${newest?.build.tag}, ${format(newest?.value ?? 0)}.`;
}
