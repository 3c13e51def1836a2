"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { describeLimit, type LimitField, TEAM_FIELDS } from "#components/limits/limit-fields";
import { LimitForm } from "#components/limits/limit-form";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { toast } from "#components/ui/toast";
import { api, orpc } from "#lib/api/query";
import type { TeamLimits, TeamUsage } from "#lib/limits/schemas";

export interface EditTeamLimitsProps {
  team: TeamUsage;
  /** The limits of all teams. */
  all: TeamLimits;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Gives one team limits of its own; an empty field is what all teams have. */
export function EditTeamLimits({ team, all, open, onOpenChange }: EditTeamLimitsProps) {
  const form = useId();
  const [isBusy, setBusy] = useState(false);
  const queryClient = useQueryClient();

  async function save(changed: Partial<TeamLimits>) {
    await api.limits.updateOfTeam({ team: team.team, ...changed });
    await queryClient.invalidateQueries({ queryKey: orpc.limits.key() });
    onOpenChange(false);
    toast({ title: `Saved the limits of ${team.team}` });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Limits of ${team.team}`}
      description="Leave a field empty for what holds for all teams."
      size="lg"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={isBusy}>
            Save limits
          </Button>
        </>
      }
    >
      <LimitForm
        id={form}
        fields={TEAM_FIELDS}
        values={team.own}
        placeholder={(field: LimitField<keyof TeamLimits>) =>
          `As all: ${describeLimit(all[field.name], field)}`
        }
        onSave={save}
        onBusy={setBusy}
      />
    </Dialog>
  );
}
