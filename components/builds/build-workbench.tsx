"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { hasEnded } from "#components/builds/build-status";
import type { BuildSnapshot } from "#components/builds/build-stream";
import type { DisplayAttempt, DisplayStep } from "#components/builds/display-steps";
import { FailurePanel } from "#components/builds/failure-panel";
import { type LogAddress, parseLogAddress } from "#components/builds/log-address";
import type { LogStore } from "#components/builds/log-store";
import { LogView } from "#components/builds/log-view";
import { StepList } from "#components/builds/step-list";
import { useFollowedStep } from "#components/builds/use-followed-step";
import { useLogAddress } from "#components/builds/use-log-address";
import { useShortcuts } from "#components/shell/use-shortcuts";

export interface BuildWorkbenchProps {
  build: BuildSnapshot["build"];
  attempts: readonly DisplayAttempt[];
  log: LogStore;
}

/** The steps at the left, the log at the right, and above both what broke. */
export function BuildWorkbench({ build, attempts, log }: BuildWorkbenchProps) {
  const { queuedAt, startedAt } = build.timings;
  const isRunning = !hasEnded(build.status);
  const bench = useRef<HTMLDivElement>(null);
  const [address, setAddress] = useLogAddress();
  const [isFollowing, setFollowing] = useState(isRunning);
  const [wanted, setWanted] = useState<number | null>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const [goal, setGoal] = useState<{ address: LogAddress; turn: number } | null>(null);
  const target = useFollowedStep(attempts, wanted);
  // Also after the end, so that its last lines stay in view when the page around them changes.
  const followed = isFollowing ? target : null;
  const selected = followed ?? seen;

  const go = useCallback((place: LogAddress) => {
    setFollowing(false);
    setSeen(place.step);
    setGoal((last) => ({ address: place, turn: (last?.turn ?? 0) + 1 }));
  }, []);

  const failure = build.status === "failed" ? build.error : null;
  const steps = attempts.at(-1)?.steps ?? [];
  // What ends a whole build, such as its time being over, names no step: what ran then is what to look at.
  const failedAt = failure
    ? (failure.step ?? steps.find(({ state }) => state === "stopped")?.index)
    : undefined;
  const failedLine =
    failedAt === undefined ? undefined : (failure?.logLine ?? (log.lineCount(failedAt) || undefined));
  useEffect(() => {
    const named = parseLogAddress(window.location.hash);
    if (named) go(named);
    else if (failedAt !== undefined) go({ step: failedAt, from: failedLine });
  }, [failedAt, failedLine, go]);

  useEffect(() => {
    const onHash = () => {
      const named = parseLogAddress(window.location.hash);
      if (named) go(named);
    };
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, [go]);

  function selectBy(by: 1 | -1, isWanted: (step: DisplayStep) => boolean = () => true) {
    const place = steps.findIndex(({ index }) => index === selected);
    const rest = by === 1 ? steps.slice(place + 1) : steps.slice(0, Math.max(0, place)).reverse();
    const next = rest.find(isWanted);
    if (next) select(next.index);
  }
  useShortcuts("Steps", [
    { keys: "j", label: "Next step", run: () => selectBy(1) },
    { keys: "k", label: "Step before", run: () => selectBy(-1) },
    { keys: "]", label: "Next failed step", run: () => selectBy(1, (step) => step.state === "failed") },
    { keys: "[", label: "Failed step before", run: () => selectBy(-1, (step) => step.state === "failed") },
    ...(isRunning ? [{ keys: "f", label: "Follow the end", run: () => setFollowing(true) }] : []),
  ]);

  function select(step: number) {
    const state = steps.find(({ index }) => index === step)?.state;
    if (state === "running") {
      setWanted(step);
      setFollowing(true);
    } else {
      go({ step });
    }
  }

  const latestSelect = useRef(select);
  latestSelect.current = select;
  const onSelect = useCallback((step: number) => latestSelect.current(step), []);

  function showLine(place: LogAddress) {
    setAddress(place);
    go(place);
    bench.current?.scrollIntoView({ block: "nearest" });
  }

  return (
    <>
      {failure ? (
        <FailurePanel
          build={build}
          error={failure}
          place={
            failedAt === undefined || failedLine === undefined ? null : { step: failedAt, from: failedLine }
          }
          onLogLine={showLine}
        />
      ) : null}
      <div
        ref={bench}
        className="flex flex-col overflow-clip rounded-lg border border-line bg-raised lg:min-h-[70dvh] lg:flex-1 lg:basis-0 lg:flex-row"
      >
        <div className="relative shrink-0 border-line max-lg:border-b lg:w-88 lg:border-r xl:w-104">
          <div className="overflow-y-auto max-lg:max-h-72 lg:absolute lg:inset-0">
            <StepList build={build} attempts={attempts} selected={selected} onSelect={onSelect} />
          </div>
        </div>
        <div className="flex min-w-0 flex-1 flex-col max-lg:h-[75dvh] max-lg:flex-none">
          <LogView
            buildId={build.id}
            queuedAt={Date.parse(queuedAt)}
            startedAt={startedAt ? Date.parse(startedAt) : null}
            attempts={attempts}
            log={log}
            isRunning={isRunning}
            followed={followed}
            onFollow={setFollowing}
            address={address}
            onAddress={setAddress}
            goal={goal}
            onSeeStep={setSeen}
          />
        </div>
      </div>
    </>
  );
}
