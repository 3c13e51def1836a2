"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { askToSignIn } from "#components/auth/session-expired";
import { hasEnded } from "#components/builds/build-status";
import { type BuildSnapshot, BuildStream } from "#components/builds/build-stream";
import type { LogStore } from "#components/builds/log-store";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";
import type { Build } from "#lib/builds/schemas";

/**
 * A build as it is now and, until it has ended, as it becomes; and its log.
 *
 * @param build as the API gave it; a newer answer is taken in, another build needs another component (a key)
 */
export function useBuildStream(build: Build): BuildSnapshot & { log: LogStore } {
  const queryClient = useQueryClient();
  const [stream] = useState(() => new BuildStream(api.builds, build));
  const snapshot = useSyncExternalStore(stream.subscribe, stream.getSnapshot, stream.getSnapshot);

  useEffect(() => {
    stream.start();
    return () => stream.stop();
  }, [stream]);

  useEffect(() => stream.merge(build), [stream, build]);

  const isOver = hasEnded(snapshot.build.status);
  useEffect(() => {
    if (!isOver) return;
    // So that whoever comes back to the page does not see it run for a moment.
    const { build, steps } = stream.getSnapshot();
    queryClient.setQueryData(orpc.builds.get.queryKey({ input: { id: build.id } }), {
      ...build,
      steps: [...steps],
    });
  }, [isOver, queryClient, stream]);

  const isSignedOut = snapshot.error !== null && problemOf(snapshot.error).code === "unauthenticated";
  useEffect(() => {
    if (isSignedOut) askToSignIn();
  }, [isSignedOut]);

  return { ...snapshot, log: stream.log };
}
