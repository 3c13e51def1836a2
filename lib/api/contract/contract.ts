import { account } from "#lib/api/contract/account";
import { activity } from "#lib/api/contract/activity";
import { audit } from "#lib/api/contract/audit";
import { baseImages } from "#lib/api/contract/base-images";
import { builds } from "#lib/api/contract/builds";
import { channels } from "#lib/api/contract/channels";
import { health } from "#lib/api/contract/health";
import { images, versions } from "#lib/api/contract/images";
import { invitations } from "#lib/api/contract/invitations";
import { limits } from "#lib/api/contract/limits";
import { live } from "#lib/api/contract/live";
import { notices } from "#lib/api/contract/notices";
import { projects } from "#lib/api/contract/projects";
import { queue } from "#lib/api/contract/queue";
import { sharing } from "#lib/api/contract/sharing";
import { teams, tokens } from "#lib/api/contract/teams";
import { useImage } from "#lib/api/contract/use-image";
import { webhooks } from "#lib/api/contract/webhooks";
import { workers } from "#lib/api/contract/workers";

/** The API as data: every operation with its path, input and output. Served under /api/v1. */
export const contract = {
  health,
  account,
  teams,
  tokens,
  invitations,
  images,
  versions,
  builds,
  queue,
  workers,
  limits,
  channels,
  sharing,
  useImage,
  projects,
  baseImages,
  webhooks,
  audit,
  activity,
  notices,
  live,
};
