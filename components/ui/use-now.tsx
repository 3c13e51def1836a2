"use client";
import { useSyncExternalStore } from "react";

interface Clock {
  listeners: Set<() => void>;
  timer?: ReturnType<typeof setInterval>;
}

const clocks = new Map<number, Clock>();

function clockOf(interval: number): Clock {
  const known = clocks.get(interval);
  if (known) return known;
  const clock: Clock = { listeners: new Set() };
  clocks.set(interval, clock);
  return clock;
}

/** One timer an interval for the whole page, however many times and durations stand on it. */
function subscribe(interval: number, listener: () => void): () => void {
  const clock = clockOf(interval);
  clock.listeners.add(listener);
  clock.timer ??= setInterval(() => {
    for (const each of clock.listeners) each();
  }, interval);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}

const never = () => () => {};

/** The time in milliseconds, going on by `interval` ms; standing still with interval 0. */
export function useNow(interval: number): number {
  const step = interval || 1000;
  const now = () => Math.floor(Date.now() / step) * step;
  return useSyncExternalStore(interval ? (listener) => subscribe(interval, listener) : never, now, now);
}
