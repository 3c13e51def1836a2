"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrigin } from "#components/teams/use-origin";
import { CopyField } from "#components/ui/copy-field";
import { Segmented } from "#components/ui/segmented";
import { orpc } from "#lib/api/query";

const TASKS = {
  list: { label: "List images", what: "What the team has, newest change first." },
  start: {
    label: "Start from one",
    what: "For agents: the newest good build of an image, by digest, ready for docker run.",
  },
  build: {
    label: "Build",
    what: "For CI: builds the newest version; the answer carries the build to follow.",
  },
};

/** curl commands for this site, this team, one of its images and, where it is known, this token. */
export function TokenExamples({ team, token }: { team: string; token?: string }) {
  const [task, setTask] = useState<keyof typeof TASKS>("list");
  const origin = useOrigin();
  const images = useQuery(orpc.images.list.queryOptions({ input: { team, limit: 1 } }));
  const image = images.data?.items[0]?.name ?? "IMAGE";
  const path = {
    list: `/images?team=${team}`,
    start: `/teams/${team}/images/${image}`,
    build: `/teams/${team}/images/${image}/builds`,
  }[task];
  const command = [
    ...(token ? [`export BAKEHOUSE_TOKEN=${token}`] : []),
    `curl -sS ${task === "build" ? "-X POST " : ""}-H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\`,
    `  "${origin}/api/v1${path}"${task === "start" ? " | jq -r .latest.reference" : ""}`,
  ].join("\n");

  return (
    <div className="flex flex-col items-start gap-2">
      <Segmented
        label="What to do with a token"
        options={Object.entries(TASKS).map(([value, { label }]) => ({
          value: value as keyof typeof TASKS,
          label,
        }))}
        value={task}
        onValueChange={setTask}
      />
      <p className="text-sm text-muted">{TASKS[task].what}</p>
      <CopyField multiline what="command" value={command} className="w-full" />
    </div>
  );
}
