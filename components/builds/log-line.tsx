"use client";
import { type MouseEvent, memo, type ReactNode } from "react";
import type { Segment } from "#components/builds/ansi-segments";
import { formatLogAddress } from "#components/builds/log-address";
import type { LogRow } from "#components/builds/log-rows";
import styles from "./log.module.css";

export interface LogLineProps {
  step: number;
  row: LogRow;
  segments: readonly Segment[];
  /** The time beside it, or null for none. */
  time: string | null;
  isAddressed: boolean;
  /** Text to mark wherever it occurs, in lower case; empty for none. */
  query: string;
  isCurrentHit: boolean;
  onNumber: (step: number, n: number, event: MouseEvent) => void;
}

/** One row of the log. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { step, row, segments, time, isAddressed, query, isCurrentHit, onNumber } = props;
  return (
    <div
      className={styles.row}
      data-row={`${step}:${row.n}`}
      data-stderr={row.stderr || undefined}
      data-addressed={isAddressed || undefined}
      data-times={time === null ? undefined : ""}
    >
      <a
        href={formatLogAddress({ step, from: row.n })}
        className={styles.number}
        aria-label={`Line ${row.n}`}
        tabIndex={-1}
        onClick={(event) => onNumber(step, row.n, event)}
      >
        {row.joined ? "↳" : row.n}
      </a>
      {time === null ? null : <span className={styles.time}>{time}</span>}
      <span className={styles.text}>
        {query ? withMarks(segments, query, isCurrentHit) : segments.map(plainSegment)}
        {"\n"}
      </span>
    </div>
  );
}, isSame);

/** Rows are made anew with each change of their block; most of them say the same. */
function isSame(one: LogLineProps, other: LogLineProps): boolean {
  return (
    one.row.n === other.row.n &&
    one.row.joined === other.row.joined &&
    one.time === other.time &&
    one.isAddressed === other.isAddressed &&
    one.query === other.query &&
    one.isCurrentHit === other.isCurrentHit &&
    one.onNumber === other.onNumber &&
    one.segments.length === other.segments.length &&
    one.segments.every((segment, index) => isAlike(segment, other.segments[index]))
  );
}

function isAlike(one: Segment, other: Segment | undefined): boolean {
  return (
    one.text === other?.text &&
    one.decorations === other.decorations &&
    one.color === other.color &&
    one.background === other.background
  );
}

function plainSegment(segment: Segment, key: number): ReactNode {
  return wrap(segment, key, segment.text);
}

function wrap(segment: Segment, key: number, content: ReactNode): ReactNode {
  const { decorations, color, background } = segment;
  if (!decorations && !color && !background) return content;
  const tint = background && `color-mix(in oklab, ${background} 26%, transparent)`;
  return (
    <span key={key} data-ansi={decorations || undefined} style={{ color, background: tint }}>
      {content}
    </span>
  );
}

/** The segments with what is searched marked in them, also where it crosses from one into the next. */
function withMarks(segments: readonly Segment[], query: string, isCurrent: boolean): ReactNode {
  const text = segments.map((segment) => segment.text).join("");
  const lower = text.toLowerCase();
  const hits: number[] = [];
  for (let at = lower.indexOf(query); at !== -1; at = lower.indexOf(query, at + query.length)) hits.push(at);
  if (hits.length === 0) return segments.map(plainSegment);
  let start = 0;
  return segments.map((segment, key) => {
    const end = start + segment.text.length;
    const parts: ReactNode[] = [];
    let shown = start;
    for (const hit of hits) {
      const from = Math.max(hit, start);
      const to = Math.min(hit + query.length, end);
      if (from >= to) continue;
      if (from > shown) parts.push(text.slice(shown, from));
      parts.push(
        <mark key={from} data-current={isCurrent || undefined}>
          {text.slice(from, to)}
        </mark>,
      );
      shown = to;
    }
    if (shown < end) parts.push(text.slice(shown, end));
    start = end;
    return wrap(segment, key, parts);
  });
}
