import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema, imageInput, pageInput, pageOf } from "#lib/api/contract/base";
import { channelMoveSchema, channelSchema, promoteSchema, reasonSchema } from "#lib/channels/schemas";

const tags = ["Channels"];
const PATH = "/teams/{team}/images/{image}/channels";
const ofChannel = { ...imageInput, channel: z.string() };

export const channels = {
  list: oc
    .route({ method: "GET", path: PATH, tags, summary: "Its channels and the build each points to" })
    .input(z.object(imageInput))
    .output(z.object({ items: z.array(channelSchema) })),
  promote: oc
    .route({
      method: "PUT",
      path: `${PATH}/{channel}`,
      tags,
      summary: "Point a channel to a build: the identical digest, nothing is built (maintainers)",
    })
    .input(promoteSchema)
    .output(channelSchema),
  rollBack: oc
    .route({
      method: "POST",
      path: `${PATH}/{channel}/roll-back`,
      tags,
      summary: "Point a channel back to the good build it pointed to before (maintainers)",
    })
    .input(z.object({ ...ofChannel, reason: reasonSchema }))
    .output(channelSchema),
  listMoves: oc
    .route({ method: "GET", path: `${PATH}/{channel}/moves`, tags, summary: "A channel's history" })
    .input(z.object({ ...ofChannel, ...pageInput }))
    .output(pageOf(channelMoveSchema)),
  delete: oc
    .route({
      method: "DELETE",
      path: `${PATH}/{channel}`,
      tags,
      summary: "Take a channel away, with the registry's tag (maintainers)",
    })
    .input(z.object(ofChannel))
    .output(emptySchema),
};
