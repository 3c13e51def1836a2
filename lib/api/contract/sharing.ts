import { oc } from "@orpc/contract";
import { z } from "zod";
import { imageInput, pageInput, pageOf } from "#lib/api/contract/base";
import { imageSchema, visibilitySchema } from "#lib/images/schemas";
import {
  accessSchema,
  deprecateSchema,
  forkSchema,
  lineageSchema,
  renameSchema,
  shareSchema,
  similarSchema,
} from "#lib/images/sharing-schemas";
import { impactInputSchema, impactSchema } from "#lib/impact/schemas";
import { useSchema } from "#lib/projects/schemas";

const tags = ["Sharing"];
const PATH = "/teams/{team}/images/{image}";
const sharesSchema = z.object({ visibility: visibilitySchema, items: z.array(shareSchema) });

export const sharing = {
  list: oc
    .route({ method: "GET", path: `${PATH}/shares`, tags, summary: "Who may see it beside its team" })
    .input(z.object(imageInput))
    .output(sharesSchema),
  share: oc
    .route({
      method: "PUT",
      path: `${PATH}/shares/{withTeam}`,
      tags,
      summary: "Let another team use it, or edit it too (maintainers)",
    })
    .input(z.object({ ...imageInput, withTeam: z.string(), access: accessSchema }))
    .output(sharesSchema),
  unshare: oc
    .route({
      method: "DELETE",
      path: `${PATH}/shares/{withTeam}`,
      tags,
      summary: "Take a share away (maintainers)",
    })
    .input(z.object({ ...imageInput, withTeam: z.string() }))
    .output(sharesSchema),
  setVisibility: oc
    .route({
      method: "PUT",
      path: `${PATH}/visibility`,
      tags,
      summary: "Open it to everyone who can sign in, or close it again (maintainers)",
    })
    .input(z.object({ ...imageInput, visibility: visibilitySchema }))
    .output(sharesSchema),
  fork: oc
    .route({
      method: "POST",
      path: `${PATH}/forks`,
      successStatus: 201,
      tags,
      summary: "Make an image of your own from one of its versions",
    })
    .input(forkSchema)
    .output(imageSchema),
  updateFork: oc
    .route({
      method: "POST",
      path: `${PATH}/update-fork`,
      tags,
      summary: "Take over the newest version of the image it was forked from",
    })
    .input(z.object(imageInput))
    .output(imageSchema),
  lineage: oc
    .route({
      method: "GET",
      path: `${PATH}/lineage`,
      tags,
      summary: "What it comes from and what comes from it",
    })
    .input(z.object(imageInput))
    .output(lineageSchema),
  similar: oc
    .route({ method: "POST", path: "/images/similar", tags, summary: "The images nearest to a Dockerfile" })
    .input(z.object({ dockerfile: z.string() }))
    .output(z.object({ items: z.array(similarSchema) })),
  rename: oc
    .route({
      method: "POST",
      path: `${PATH}/rename`,
      tags,
      summary: "Rename it, or move it to another team; its old name goes on naming it",
    })
    .input(renameSchema)
    .output(imageSchema),
  deprecate: oc
    .route({
      method: "PUT",
      path: `${PATH}/deprecation`,
      tags,
      summary: "Say that nobody should begin to use it (maintainers)",
    })
    .input(deprecateSchema)
    .output(imageSchema),
  undeprecate: oc
    .route({ method: "DELETE", path: `${PATH}/deprecation`, tags, summary: "Take that back (maintainers)" })
    .input(z.object(imageInput))
    .output(imageSchema),
  uses: oc
    .route({ method: "GET", path: `${PATH}/uses`, tags, summary: "Which projects use it" })
    .input(z.object({ ...imageInput, ...pageInput }))
    .output(
      pageOf(useSchema).extend({
        others: z.int().describe("Uses of projects that you may not see"),
        lastAskedAt: z.iso.datetime().nullable(),
      }),
    ),
  impact: oc
    .route({
      method: "GET",
      path: `${PATH}/impact`,
      tags,
      summary: "What a change would do to whom, before it is made (maintainers)",
    })
    .input(impactInputSchema)
    .output(impactSchema),
};
