import { oc } from "@orpc/contract";
import { z } from "zod";
import {
  settingsSchema,
  teamUsageSchema,
  updateSettingsSchema,
  updateTeamLimitsSchema,
} from "#lib/limits/schemas";

const tags = ["Limits"];

export const limits = {
  get: oc
    .route({
      method: "GET",
      path: "/settings/limits",
      tags,
      summary: "Limits of all teams and of each build (administrators)",
    })
    .output(settingsSchema),
  update: oc
    .route({
      method: "PATCH",
      path: "/settings/limits",
      tags,
      summary: "Set them; null for no limit (administrators)",
    })
    .input(updateSettingsSchema)
    .output(settingsSchema),
  listTeams: oc
    .route({
      method: "GET",
      path: "/settings/limits/teams",
      tags,
      summary: "What each team takes, and its limits (administrators)",
    })
    .output(z.object({ items: z.array(teamUsageSchema) })),
  getOfTeam: oc
    .route({
      method: "GET",
      path: "/teams/{team}/limits",
      tags,
      summary: "What a team takes, and its limits",
    })
    .input(z.object({ team: z.string() }))
    .output(teamUsageSchema),
  updateOfTeam: oc
    .route({
      method: "PATCH",
      path: "/teams/{team}/limits",
      tags,
      summary: "Set a team's own limits; null for what all teams have (administrators)",
    })
    .input(updateTeamLimitsSchema)
    .output(teamUsageSchema),
};
