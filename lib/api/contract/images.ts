import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema, imageInput, pageInput, pageOf } from "#lib/api/contract/base";
import {
  createImageSchema,
  imageSchema,
  imageSummarySchema,
  listImagesSchema,
  setNeedsSchema,
  updateImageSchema,
} from "#lib/images/schemas";
import {
  createdVersionSchema,
  createVersionSchema,
  versionSchema,
  versionSummarySchema,
} from "#lib/versions/schemas";

const tags = ["Images"];
const PATH = "/teams/{team}/images/{image}";

export const images = {
  list: oc
    .route({ method: "GET", path: "/images", tags, summary: "Search the catalogue" })
    .input(listImagesSchema)
    .output(pageOf(imageSummarySchema).extend({ total: z.int() })),
  create: oc
    .route({
      method: "POST",
      path: "/teams/{team}/images",
      successStatus: 201,
      tags,
      summary: "Create an image; its Dockerfile becomes version 1",
    })
    .input(createImageSchema)
    .output(imageSchema),
  get: oc
    .route({ method: "GET", path: PATH, tags, summary: "One image" })
    .input(z.object(imageInput))
    .output(imageSchema),
  update: oc
    .route({ method: "PATCH", path: PATH, tags, summary: "Change its description" })
    .input(updateImageSchema)
    .output(imageSchema),
  setNeeds: oc
    .route({
      method: "PUT",
      path: `${PATH}/needs`,
      tags,
      summary: "Say what its builds need of a worker: platform and labels (maintainers)",
    })
    .input(setNeedsSchema)
    .output(imageSchema),
  delete: oc
    .route({
      method: "DELETE",
      path: PATH,
      tags,
      summary: "Delete it, from the registry too, unless it is in use (owners)",
    })
    .input(z.object(imageInput))
    .output(emptySchema),
};

export const versions = {
  list: oc
    .route({ method: "GET", path: `${PATH}/versions`, tags, summary: "Its versions, newest first" })
    .input(z.object({ ...imageInput, ...pageInput }))
    .output(pageOf(versionSummarySchema)),
  create: oc
    .route({
      method: "POST",
      path: `${PATH}/versions`,
      successStatus: 201,
      tags,
      summary: "Save a Dockerfile as the next version",
    })
    .input(createVersionSchema)
    .output(createdVersionSchema),
  get: oc
    .route({
      method: "GET",
      path: `${PATH}/versions/{number}`,
      tags,
      summary: "One version with its Dockerfile",
    })
    .input(z.object({ ...imageInput, number: z.coerce.number().int().positive() }))
    .output(versionSchema),
};
