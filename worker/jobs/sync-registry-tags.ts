import { repositoryOf } from "#lib/builds/registry-address";
import { isAttemptTag } from "#lib/channels/attempt-tag";
import {
  claimRegistryTag,
  finishRegistryTag,
  postponeRegistryTag,
  type TagTask,
  type Wanted,
} from "#lib/channels/claim-registry-tag";
import { credentialsFor } from "#worker/credentials";
import { EngineError } from "#worker/docker/engine-error";
import { moveTag } from "#worker/docker/move-tag";
import { deleteManifest, headDigest, type RegistryOptions } from "#worker/docker/registry-client";
import { removeTag } from "#worker/docker/remove-tag";

/** Brings the registry's tags in line with the catalogue, one after the other, until none waits. */
export async function syncRegistryTags(): Promise<void> {
  for (let task = await claimRegistryTag(); task; task = await claimRegistryTag()) {
    try {
      await bringInLine(task);
      await finishRegistryTag(task);
    } catch (error) {
      // Where nothing can be deleted, a tag that names nothing anybody uses may stay.
      if (isAttemptTag(task.tag) && error instanceof EngineError && error.code === "denied") {
        await finishRegistryTag(task);
        continue;
      }
      await postponeRegistryTag(task, error instanceof Error ? error.message : String(error));
    }
  }
}

async function bringInLine(task: TagTask): Promise<void> {
  const repository = repositoryOf(task);
  const options = { credentials: credentialsFor(repository) };
  if (task.leftovers) return clear(repository, task.leftovers, options);
  if (task.wanted) return give(repository, task.tag, task.wanted, options);
}

async function give(
  repository: string,
  tag: string,
  wanted: NonNullable<Wanted>,
  options: RegistryOptions,
): Promise<void> {
  const reference = `${repository}:${tag}`;
  if ("digest" in wanted) return moveTag(`${repository}@${wanted.digest}`, tag, options);
  if ("notThis" in wanted && (await headDigest(reference, options)) !== wanted.notThis) return;
  await removeTag(reference, options);
}

/** Manifests go with all their tags; then what is left of tags that had moved on to builds long gone. */
async function clear(
  repository: string,
  { tags, digests }: NonNullable<TagTask["leftovers"]>,
  options: RegistryOptions,
): Promise<void> {
  for (const digest of digests) await deleteManifest(`${repository}@${digest}`, options);
  for (const tag of tags) await removeTag(`${repository}:${tag}`, options);
}
