import { oc } from "@orpc/contract";
import { getUseImageSchema, useImageSchema } from "#lib/use-image/schemas";

export const useImage = {
  get: oc
    .route({
      method: "GET",
      path: "/teams/{team}/images/{image}/use",
      tags: ["Images"],
      summary: "Ready texts that start it: Docker, Compose, Dev Container, CI, Kubernetes, Codex Cloud, …",
    })
    .input(getUseImageSchema)
    .output(useImageSchema),
};
