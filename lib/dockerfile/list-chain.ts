import type { Stage, StageList } from "#lib/dockerfile/list-stages";

/** Returns the stages that the last one stands on, from the one whose base is an image to the last itself. */
export function listChain({ stages }: StageList): Stage[] {
  const chain: Stage[] = [];
  for (let stage = stages.at(-1); stage; stage = stage.parent === null ? undefined : stages[stage.parent])
    chain.unshift(stage);
  return chain;
}
