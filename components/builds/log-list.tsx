"use client";
import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type CSSProperties, type MouseEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import { AttemptHeading } from "#components/builds/attempt-heading";
import type { DisplayStep } from "#components/builds/display-steps";
import type { LogAddress } from "#components/builds/log-address";
import { LINE_HEIGHT, LogBlock } from "#components/builds/log-block";
import { HEADING_HEIGHT, LogHeading } from "#components/builds/log-heading";
import type { LogItem, LogItems } from "#components/builds/log-items";
import { BLOCK_LINES, type LogStore } from "#components/builds/log-store";
import { logTextUrl } from "#components/builds/log-text";
import type { LogFolds } from "#components/builds/use-log-folds";
import { useLogScroll } from "#components/builds/use-log-scroll";
import type { LogHit } from "#components/builds/use-log-search";
import { classes } from "#components/ui/classes";
import styles from "./log.module.css";

export interface LogListProps {
  buildId: string;
  items: LogItems;
  steps: ReadonlyMap<number, DisplayStep>;
  newestAttempt: number;
  log: LogStore;
  folds: LogFolds;
  isWrapped: boolean;
  /** From when the times beside a step's lines count, in milliseconds since the request; null for no times. */
  timesFrom: (step: number) => number | null;
  address: LogAddress | null;
  query: string;
  hit: LogHit | null;
  followed: number | null;
  onLeave: () => void;
  onReturn: () => void;
  onSeeStep: (step: number) => void;
  onNumber: (step: number, n: number, event: MouseEvent) => void;
  /** Receives the function that goes to a place. */
  goTo: RefObject<(address: LogAddress) => void>;
}

/** The log's lines, of which only those in view are drawn. */
export function LogList(props: LogListProps) {
  const { buildId, items, steps, log, folds, isWrapped, timesFrom } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(items.at(index), log),
    getItemKey: useCallback((index: number) => items.at(index)?.key ?? index, [items]),
    overscan: 1,
    // The view is moved while React renders what came; that is no time to render once more.
    useFlushSync: false,
  });
  // What is above the view may turn out smaller or larger than thought: the view stays where it is.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item, _, { scrollOffset }) =>
    item.end <= (scrollOffset ?? 0) + 1;

  props.goTo.current = useLogScroll({ scroller, virtualizer, ...props });

  const shape = `${isWrapped} ${timesFrom(-1) === null}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another shape lines have other heights
  useEffect(() => virtualizer.measure(), [shape, virtualizer]);

  const headingOf = (step: DisplayStep, isPinned: boolean) => (
    <LogHeading
      step={step}
      lineCount={log.lineCount(step.index)}
      isFolded={folds.isStepFolded(step.index)}
      onToggle={folds.toggleStep}
      isPinned={isPinned}
      textUrl={logTextUrl(buildId, { step: step.index })}
    />
  );
  const draw = (item: LogItem) => {
    if (item.kind === "attempt") {
      return (
        <div className="sticky left-0 w-[100cqw]">
          <AttemptHeading
            attempt={item.attempt}
            isNewest={item.attempt === props.newestAttempt}
            isFolded={folds.isAttemptFolded(item.attempt)}
            onToggle={folds.toggleAttempt}
          />
        </div>
      );
    }
    const step = steps.get(item.step);
    if (!step) return null;
    if (item.kind === "step") return <div className="sticky left-0 w-[100cqw]">{headingOf(step, false)}</div>;
    return (
      <div style={{ "--gutter": gutterOf(log.lineCount(item.step)) } as CSSProperties}>
        <LogBlock
          log={log}
          step={item.step}
          index={item.index}
          timesFrom={timesFrom(item.step)}
          address={props.address}
          query={props.query}
          hit={props.hit?.step === item.step ? props.hit.n : null}
          onNumber={props.onNumber}
        />
      </div>
    );
  };

  const offset = virtualizer.scrollOffset ?? 0;
  const pinned = pinnedStep(items, virtualizer.getVirtualItemForOffset(offset), offset);
  const pinnedTo = pinned === null ? undefined : steps.get(pinned);
  const drawn = virtualizer.getVirtualItems();
  return (
    <div
      ref={scroller}
      role="log"
      aria-live="off"
      aria-label="Lines of the log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={classes(
        "@container absolute inset-0 overflow-auto overscroll-contain focus-visible:-outline-offset-2",
        isWrapped && styles.wrap,
      )}
    >
      {pinnedTo ? (
        <div className="sticky top-0 left-0 z-1 h-0 w-[100cqw]">{headingOf(pinnedTo, true)}</div>
      ) : null}
      <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
        <div
          className={classes("absolute top-0 left-0", isWrapped ? "w-full" : "w-max min-w-full")}
          style={{ transform: `translateY(${drawn[0]?.start ?? 0}px)` }}
        >
          {drawn.map(({ index, key }) => {
            const item = items.at(index);
            return (
              <div key={key} data-index={index} ref={virtualizer.measureElement}>
                {item ? draw(item) : null}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function estimate(item: LogItem | undefined, log: LogStore): number {
  if (item?.kind !== "block") return HEADING_HEIGHT;
  const lines = Math.min(BLOCK_LINES, log.lineCount(item.step) - item.index * BLOCK_LINES);
  return (log.rows(item.step, item.index)?.length ?? lines) * LINE_HEIGHT;
}

/** The step whose lines are at the top of the view while its heading is not. */
function pinnedStep(items: LogItems, top: VirtualItem | undefined, offset: number): number | null {
  const item = top && items.at(top.index);
  if (!item || item.kind === "attempt") return null;
  return item.kind === "block" || offset > top.start ? item.step : null;
}

/** Room for the numbers of a step's lines. */
function gutterOf(lineCount: number): string {
  return `calc(${Math.max(4, String(lineCount).length)}ch + 1.5rem)`;
}
