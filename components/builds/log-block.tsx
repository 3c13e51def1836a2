"use client";
import { type MouseEvent, memo, useEffect, useMemo, useSyncExternalStore } from "react";
import { AnsiReader } from "#components/builds/ansi-segments";
import { formatLogTime } from "#components/builds/format-log-time";
import { isAddressed, type LogAddress } from "#components/builds/log-address";
import { LogLine } from "#components/builds/log-line";
import { BLOCK_LINES, type LogStore } from "#components/builds/log-store";

export const LINE_HEIGHT = 18;

export interface LogBlockProps {
  log: LogStore;
  step: number;
  index: number;
  /** Milliseconds since the request from which times are counted; null for no times. */
  timesFrom: number | null;
  address: LogAddress | null;
  query: string;
  /** The hit that was gone to, if it is in this step. */
  hit: number | null;
  onNumber: (step: number, n: number, event: MouseEvent) => void;
}

/** Up to fifty lines of a step, or the room that they will take. */
export const LogBlock = memo(function LogBlock(props: LogBlockProps) {
  const { log, step, index, timesFrom, address, query, hit, onNumber } = props;
  const version = useSyncExternalStore(
    (listener) => log.subscribe(step, index, listener),
    () => log.version(step, index),
    () => 0,
  );
  const lines = Math.min(BLOCK_LINES, log.lineCount(step) - index * BLOCK_LINES);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a version without some lines wants them
  useEffect(() => log.want(step, index), [log, step, index, lines, version]);

  const rows = log.rows(step, index);
  const segments = useMemo(() => {
    const reader = new AnsiReader();
    return rows?.map((row) => reader.read(row.text)) ?? [];
  }, [rows]);

  if (!rows) return <div aria-hidden="true" style={{ height: lines * LINE_HEIGHT }} />;
  return rows.map((row, place) => (
    <LogLine
      key={row.n}
      step={step}
      row={row}
      segments={segments[place] ?? []}
      time={timesFrom === null ? null : formatLogTime(row.ms - timesFrom)}
      isAddressed={isAddressed(address, step, row.n, row.lastN)}
      query={query}
      isCurrentHit={hit !== null && row.n <= hit && hit <= row.lastN}
      onNumber={onNumber}
    />
  ));
});
