"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useOrigin } from "#components/teams/use-origin";
import { CopyField } from "#components/ui/copy-field";
import { Segmented } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import { orpc } from "#lib/api/query";
import type { Project } from "#lib/projects/schemas";

const TASKS = [
  { value: "ask", label: "Ask" },
  { value: "start", label: "Ask and start" },
] as const;

/** The command by which a sandbox asks what it is to start from, with this site, project and use in it. */
export function AskExample({ project }: { project: Project }) {
  const [task, setTask] = useState<"ask" | "start">("ask");
  const [picked, setPicked] = useState("");
  const origin = useOrigin();
  const names = project.uses.map(({ name }) => name);
  const use = [picked, "default"].find((name) => names.includes(name)) ?? names[0] ?? "default";
  const query = use === "default" ? "" : `?use=${encodeURIComponent(use)}`;
  const url = `${origin}/api/v1/projects/${project.team}/${project.name}/image${query}`;
  const ask = `curl -fsS -H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\\n  "${url}"`;
  const command = task === "ask" ? ask : `image=$(${ask} | jq -r .reference)\ndocker run --rm -it "$image"`;

  return (
    <div className="flex w-full flex-col items-start gap-2 text-left">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="What to do" options={TASKS} value={task} onValueChange={setTask} />
        {names.length > 1 ? (
          <Select
            label="Which image"
            size="sm"
            className="w-auto!"
            value={use}
            onValueChange={setPicked}
            options={names.map((name) => ({ value: name, label: name }))}
          />
        ) : null}
      </div>
      <CopyField multiline what="command" value={command} className="w-full" />
      <p className="text-sm text-muted">
        <TokenWords team={project.team} /> The answer carries an ETag: send it back as If-None-Match, and 304
        says that nothing has changed.
      </p>
    </div>
  );
}

/** Where the token in the command comes from, for this viewer. */
function TokenWords({ team }: { team: string }) {
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const isOwner = me?.teams.some(({ name, role }) => name === team && role === "owner");
  const words = "rounded-sm text-accent underline";
  return (
    <>
      It needs a token of {isOwner ? "the team" : "yours or of the team"}:{" "}
      {isOwner ? (
        <Link href={`/teams/${team}?tab=tokens`} className={words}>
          make one
        </Link>
      ) : (
        <>
          make one on{" "}
          <Link href="/account" className={words}>
            your account’s page
          </Link>
          , or ask an owner of {team}
        </>
      )}
      .
    </>
  );
}
