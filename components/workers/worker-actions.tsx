"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDownToLine, Ellipsis, Eraser, Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuItem } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import { StopTakingDialog } from "#components/workers/stop-taking-dialog";
import { useSetWorkerState } from "#components/workers/use-set-worker-state";
import { api, orpc } from "#lib/api/query";
import { isAway } from "#lib/workers/is-away";
import type { Worker } from "#lib/workers/schemas";

type Asked = "paused" | "draining" | "forget";

/** What administrators can do about a worker: a menu in its row, buttons on its page. */
export function WorkerActions({
  worker,
  as,
  onForgotten,
}: {
  worker: Worker;
  as: "menu" | "buttons";
  onForgotten?: () => void;
}) {
  const { name, state } = worker;
  const queryClient = useQueryClient();
  const set = useSetWorkerState();
  // Kept while its dialog closes, so that the words do not vanish before the dialog does.
  const [asked, setAsked] = useState<{ what: Asked; nth: number } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const ask = (what: Asked) => {
    setAsked((before) => ({ what, nth: (before?.nth ?? 0) + 1 }));
    setOpen(true);
  };
  const actions = [
    state !== "active" && {
      word: "Resume",
      icon: <Play />,
      run: () => set.mutate({ worker, state: "active", reason: "" }),
    },
    state !== "paused" && { word: "Pause…", icon: <Pause />, run: () => ask("paused") },
    state !== "draining" && { word: "Drain…", icon: <ArrowDownToLine />, run: () => ask("draining") },
    isAway(worker) && { word: "Forget…", icon: <Eraser />, run: () => ask("forget") },
  ].filter((action) => action !== false);

  async function forget() {
    await api.workers.forget({ name });
    toast({ title: `${name} is forgotten` });
    onForgotten?.();
    await queryClient.invalidateQueries({ queryKey: orpc.workers.list.key() });
  }

  return (
    <>
      {as === "menu" ? (
        <Menu
          trigger={<IconButton label={`Actions for ${name}`} size="sm" side="left" icon={<Ellipsis />} />}
        >
          {actions.map(({ word, icon, run }) => (
            <MenuItem key={word} icon={icon} onClick={run}>
              {word}
            </MenuItem>
          ))}
        </Menu>
      ) : (
        actions.map(({ word, icon, run }) => (
          <Button
            key={word}
            icon={icon}
            variant={word === "Resume" ? "primary" : "secondary"}
            loading={word === "Resume" && set.isPending}
            onClick={run}
          >
            {word.replace("…", "")}
          </Button>
        ))
      )}
      {asked?.what === "paused" || asked?.what === "draining" ? (
        <StopTakingDialog
          key={asked.nth}
          worker={worker}
          state={asked.what}
          open={isOpen}
          onOpenChange={setOpen}
        />
      ) : null}
      {asked?.what === "forget" ? (
        <ConfirmDialog
          open={isOpen}
          onOpenChange={setOpen}
          title={`Forget ${name}?`}
          confirm="Forget worker"
          onConfirm={forget}
        >
          <p>
            It leaves the list, and its builds no longer say where they were built. A worker that comes back
            under this name begins anew.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
