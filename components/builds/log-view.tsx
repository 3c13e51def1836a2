"use client";
import { type MouseEvent, useCallback, useEffect, useMemo, useRef } from "react";
import type { DisplayAttempt } from "#components/builds/display-steps";
import { FollowPill } from "#components/builds/follow-pill";
import type { LogAddress } from "#components/builds/log-address";
import { LogItems } from "#components/builds/log-items";
import { LogList } from "#components/builds/log-list";
import { LogSearch } from "#components/builds/log-search";
import { LogSelection } from "#components/builds/log-selection";
import type { LogStore } from "#components/builds/log-store";
import { LogToolbar, TIMES } from "#components/builds/log-toolbar";
import { useLogFolds } from "#components/builds/use-log-folds";
import { useLogSearch } from "#components/builds/use-log-search";
import { useStoredChoice } from "#components/builds/use-stored-choice";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { classes } from "#components/ui/classes";
import styles from "./log.module.css";

export interface LogViewProps {
  buildId: string;
  /** In milliseconds since the epoch. Times of lines count from the first. */
  queuedAt: number;
  startedAt: number | null;
  attempts: readonly DisplayAttempt[];
  log: LogStore;
  isRunning: boolean;
  /** The step whose end is kept in view, if any is. */
  followed: number | null;
  onFollow: (isFollowing: boolean) => void;
  /** The place that the address names. */
  address: LogAddress | null;
  onAddress: (address: LogAddress | null) => void;
  /** A place to go to; each turn goes there once. */
  goal: { address: LogAddress; turn: number } | null;
  onSeeStep: (step: number) => void;
}

/** The log of all steps, as sections that fold. */
export function LogView(props: LogViewProps) {
  const { buildId, queuedAt, startedAt, attempts, log, isRunning, followed, onFollow } = props;
  const { address, onAddress, goal } = props;
  const searchInput = useRef<HTMLInputElement>(null);
  const goTo = useRef<(address: LogAddress) => void>(() => {});
  const [wrap, setWrap] = useStoredChoice("log-wrap", ["on", "off"]);
  const [times, setTimes] = useStoredChoice("log-times", TIMES);
  const newestAttempt = attempts.at(-1)?.attempt ?? 0;
  const folds = useLogFolds(newestAttempt);
  const steps = useMemo(
    () => new Map(attempts.flatMap((attempt) => attempt.steps.map((step) => [step.index, step]))),
    [attempts],
  );
  const order = [...steps.keys()];
  const search = useLogSearch(buildId, order, isRunning);
  const isWrapped = wrap === "on";
  const items = useSame(new LogItems(attempts, log, folds));

  useShortcuts("Log", [
    { keys: "/", label: "Search the log", run: () => searchInput.current?.focus() },
    { keys: "w", label: "Wrap long lines", run: () => setWrap(isWrapped ? "off" : "on") },
  ]);

  const show = (place: LogAddress) => {
    onFollow(false);
    folds.reveal(place.step, steps.get(place.step)?.attempt);
    goTo.current(place);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn goes once
  useEffect(() => {
    if (goal) show(goal.address);
  }, [goal?.turn]);

  const latest = useRef(address);
  latest.current = address;
  const onNumber = useCallback(
    (step: number, n: number, event: MouseEvent) => {
      // With these keys the browser opens the link elsewhere.
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      const start = event.shiftKey && latest.current?.step === step ? latest.current.from : undefined;
      onAddress(
        start === undefined ? { step, from: n } : { step, from: Math.min(start, n), to: Math.max(start, n) },
      );
      onFollow(false);
    },
    [onAddress, onFollow],
  );

  function timesFrom(step: number): number | null {
    if (times === "off") return null;
    const begin = times === "step" ? steps.get(step)?.startedAt : null;
    return (begin ? Date.parse(begin) : (startedAt ?? queuedAt)) - queuedAt;
  }

  return (
    <section
      aria-label="Log"
      className={classes(styles.log, "flex min-h-0 min-w-0 flex-1 flex-col")}
      onKeyDown={(event) => {
        // Once in the field, the same keys reach the browser's own search.
        if (event.key !== "f" || !(event.ctrlKey || event.metaKey)) return;
        if (document.activeElement === searchInput.current) return;
        event.preventDefault();
        searchInput.current?.focus();
      }}
    >
      <LogToolbar
        buildId={buildId}
        search={
          <LogSearch search={search} input={searchInput} onHit={({ step, n }) => show({ step, from: n })} />
        }
        isWrapped={isWrapped}
        onWrap={() => setWrap(isWrapped ? "off" : "on")}
        times={times}
        onTimes={setTimes}
        onFoldAll={(isFolded) => folds.foldAll(isFolded ? order : [])}
      />
      {address?.from === undefined ? null : (
        <LogSelection buildId={buildId} address={address} onClose={() => onAddress(null)} />
      )}
      <div className="relative min-h-0 flex-1">
        <LogList
          buildId={buildId}
          items={items}
          steps={steps}
          newestAttempt={newestAttempt}
          log={log}
          folds={folds}
          isWrapped={isWrapped}
          timesFrom={timesFrom}
          address={address}
          query={search.query}
          hit={search.hits[search.current] ?? null}
          followed={followed}
          onLeave={() => followed !== null && onFollow(false)}
          onReturn={() => isRunning && followed === null && onFollow(true)}
          onSeeStep={props.onSeeStep}
          onNumber={onNumber}
          goTo={goTo}
        />
        {attempts.length === 0 ? (
          <p className="absolute inset-x-0 top-1/3 px-6 text-center text-muted">
            {isRunning ? "The log begins with the first step." : "No step ran, so there is no log."}
          </p>
        ) : null}
        {isRunning && followed === null && attempts.length > 0 ? (
          <FollowPill
            total={order.reduce((sum, step) => sum + log.lineCount(step), 0)}
            onFollow={() => onFollow(true)}
          />
        ) : null}
      </div>
    </section>
  );
}

/** The items of the last time while they are the same, so that nothing is measured anew. */
function useSame(items: LogItems): LogItems {
  const kept = useRef(items);
  if (kept.current.signature !== items.signature) kept.current = items;
  return kept.current;
}
