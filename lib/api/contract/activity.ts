import { oc } from "@orpc/contract";
import { z } from "zod";
import { activitySchema } from "#lib/activity/schemas";
import { imageInput, pageInput, pageOf } from "#lib/api/contract/base";

const tags = ["Activity"];

export const activity = {
  listOfTeam: oc
    .route({
      method: "GET",
      path: "/teams/{team}/activity",
      tags,
      summary: "What happened in a team, newest first",
    })
    .input(z.object({ team: z.string(), ...pageInput }))
    .output(pageOf(activitySchema)),
  listOfImage: oc
    .route({
      method: "GET",
      path: "/teams/{team}/images/{image}/activity",
      tags,
      summary: "What happened to an image, newest first",
    })
    .input(z.object({ ...imageInput, ...pageInput }))
    .output(pageOf(activitySchema)),
};
