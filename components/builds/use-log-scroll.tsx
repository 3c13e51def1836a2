"use client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { LogAddress } from "#components/builds/log-address";
import type { LogItem, LogItems } from "#components/builds/log-items";
import { blockOf, type LogStore } from "#components/builds/log-store";

export interface LogScrollOptions {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>;
  items: LogItems;
  log: LogStore;
  /** The step whose end is kept in view, or null to leave the view alone. */
  followed: number | null;
  /** The user scrolled away from the end, or back to it. */
  onLeave: () => void;
  onReturn: () => void;
  /** The step at the top of the view after the user scrolled. */
  onSeeStep: (step: number) => void;
}

/** Rows are measured as they appear, so a place is gone to until it stays where it should. */
const STEADY_FRAMES = 3;
const MAX_FRAMES = 600;
const UP_KEYS = new Set(["ArrowUp", "PageUp", "Home"]);

/**
 * Moves the log's view: keeps up with the end of a step, goes to a line, and lets go of both as soon as
 * the user scrolls. Returns a function that goes to a place.
 */
export function useLogScroll(options: LogScrollOptions): (address: LogAddress) => void {
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const goingTo = useRef(0);
  const isAtEnd = useRef(false);
  const anchor = useRef<{ item: LogItem; below: number } | null>(null);
  const drawn = useRef(options.items);
  const { scroller } = options;

  useLayoutEffect(() => {
    const { scroller, virtualizer, items, followed } = latest.current;
    const element = scroller.current;
    if (!element) return;
    const isChanged = drawn.current !== items;
    drawn.current = items;
    // What grows or folds above the view is not to push it away.
    if (isChanged && followed === null && !isAtEnd.current && anchor.current) {
      const offset = offsetOf(latest.current, anchor.current);
      if (offset !== null) scrollNow(element, offset);
    }
    anchor.current = anchorAt(latest.current, element.scrollTop);
    // Rows at the end turn out higher than thought when they are drawn: whoever went to the end stays there.
    if (followed === null && isAtEnd.current) scrollNow(element, element.scrollHeight);
    if (followed === null) return;
    goingTo.current += 1;
    const last = items.lastOf(followed);
    const end =
      last === items.length - 1 ? element.scrollHeight : virtualizer.getOffsetForIndex(last, "end")?.[0];
    if (end !== undefined && Math.abs(end - element.scrollTop) > 1) scrollNow(element, end);
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let byUser = 0;
    const away = () => {
      byUser = Date.now();
      goingTo.current += 1;
      isAtEnd.current = false;
      latest.current.onLeave();
    };
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0) away();
      byUser = Date.now();
      goingTo.current += 1;
    };
    const onKey = (event: KeyboardEvent) => {
      if (UP_KEYS.has(event.key) || (event.key === " " && event.shiftKey)) away();
      else if (["ArrowDown", "PageDown", "End", " "].includes(event.key)) byUser = Date.now();
    };
    // Pressed on the element itself, not on what is in it: its scroll bar.
    const onPointer = (event: PointerEvent) => {
      if (event.target === element) away();
    };
    const onScroll = () => {
      anchor.current = anchorAt(latest.current, element.scrollTop);
      if (Date.now() - byUser > 1500) return;
      const { virtualizer, items, onReturn, onSeeStep } = latest.current;
      const top = virtualizer.getVirtualItemForOffset(element.scrollTop + 8);
      const item = top && items.at(top.index);
      if (item && item.kind !== "attempt") onSeeStep(item.step);
      if (element.scrollHeight - element.scrollTop - element.clientHeight >= 4) return;
      isAtEnd.current = true;
      onReturn();
    };
    element.addEventListener("wheel", onWheel, { passive: true });
    element.addEventListener("touchmove", away, { passive: true });
    element.addEventListener("keydown", onKey);
    element.addEventListener("pointerdown", onPointer);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("touchmove", away);
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("pointerdown", onPointer);
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller]);

  return useCallback((address: LogAddress) => {
    goingTo.current += 1;
    isAtEnd.current = false;
    const turn = goingTo.current;
    let steady = 0;
    let frames = 0;
    const move = () => {
      if (goingTo.current !== turn || frames++ > MAX_FRAMES) return;
      steady = moveTowards(latest.current, address) ? steady + 1 : 0;
      if (steady < STEADY_FRAMES) requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
  }, []);
}

/** What is at the top of the view, and how much of it is above that. */
function anchorAt({ virtualizer, items }: LogScrollOptions, offset: number) {
  const top = virtualizer.getVirtualItemForOffset(offset);
  const item = top && items.at(top.index);
  return item ? { item, below: offset - top.start } : null;
}

/** Where an anchor stands now, or its step's heading if that is all there is left of it. */
function offsetOf({ virtualizer, items }: LogScrollOptions, anchor: { item: LogItem; below: number }) {
  const { item, below } = anchor;
  if (item.kind === "attempt") return null;
  const index = items.indexOf(item.step, item.kind === "block" ? item.index : null);
  const start = virtualizer.measurementsCache[index]?.start;
  if (start !== undefined) return start + below;
  return virtualizer.measurementsCache[items.indexOf(item.step, null)]?.start ?? null;
}

/**
 * Scrolls and has the virtualizer know at once: told a frame later, as browsers do, it would draw where the
 * view was, and lines that come fast would never be seen.
 */
function scrollNow(element: HTMLElement, offset: number): void {
  const before = element.scrollTop;
  element.scrollTop = offset;
  if (element.scrollTop !== before) element.dispatchEvent(new Event("scroll"));
}

/** Brings the view nearer to a place; true when it is there. */
function moveTowards(options: LogScrollOptions, { step, from }: LogAddress): boolean {
  const { scroller, virtualizer, items, log } = options;
  const element = scroller.current;
  if (!element) return false;
  const lines = log.lineCount(step);
  const block = from === undefined || lines === 0 ? null : blockOf(Math.min(from, lines));
  const index = items.indexOf(step, block);
  if (index === -1) return false;
  // What a progress bar overwrote is not shown: the line that took its place is.
  const row =
    block === null || from === undefined
      ? null
      : log.rows(step, block)?.find(({ n, lastN }) => lastN >= from || n >= from);
  const target = row ? element.querySelector(`[data-row="${step}:${row.n}"]`) : null;
  if (target) {
    const before = element.scrollTop;
    const at = target.getBoundingClientRect().top - element.getBoundingClientRect().top;
    element.scrollTop += Math.round(at - element.clientHeight / 3);
    return Math.abs(element.scrollTop - before) < 2;
  }
  const offset = virtualizer.getOffsetForIndex(index, block === null ? "start" : "center")?.[0];
  if (offset === undefined) return false;
  const before = element.scrollTop;
  element.scrollTop = offset;
  return block === null && Math.abs(element.scrollTop - before) < 2;
}
