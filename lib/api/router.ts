import { implement, withEventMeta } from "@orpc/server";
import { changeName } from "#lib/account/change-name";
import { changePassword } from "#lib/account/change-password";
import { endOtherSessions, endSession } from "#lib/account/end-sessions";
import { getCredentials } from "#lib/account/get-credentials";
import { listSessions } from "#lib/account/list-sessions";
import { listActivityOfImage, listActivityOfTeam } from "#lib/activity/list-activity";
import { contract } from "#lib/api/contract/contract";
import { unlessMatched } from "#lib/api/etag";
import { requireStorableText } from "#lib/api/require-storable-text";
import { textStream } from "#lib/api/text-stream";
import { toOrpcError } from "#lib/api/to-orpc-error";
import { whileAllowed } from "#lib/api/while-allowed";
import { exportAuditEvents } from "#lib/audit/export-audit-events";
import { getAuditEvent } from "#lib/audit/get-audit-event";
import { listAuditEvents } from "#lib/audit/list-audit-events";
import { listAuditFacets } from "#lib/audit/list-audit-facets";
import type { Context } from "#lib/auth/context";
import { originOf } from "#lib/auth/origin-of";
import { setUp } from "#lib/auth/set-up";
import { signInOptions } from "#lib/auth/sign-in-options";
import { checkBaseImage } from "#lib/base-images/check-base-image";
import { createBaseImage } from "#lib/base-images/create-base-image";
import { deleteBaseImage } from "#lib/base-images/delete-base-image";
import { listBaseImages } from "#lib/base-images/list-base-images";
import { cancelBuild } from "#lib/builds/cancel-build";
import { followBuild } from "#lib/builds/follow-build";
import { getBuild } from "#lib/builds/get-build";
import { listBuilds, listBuildsOfImage } from "#lib/builds/list-builds";
import { getBuildInScope } from "#lib/builds/read-build";
import { readLines, readLogText, searchLog } from "#lib/builds/read-log";
import { requestBuild } from "#lib/builds/request-build";
import { restoreBuild, revokeBuild } from "#lib/builds/revoke-build";
import { deleteChannel } from "#lib/channels/delete-channel";
import { listChannelMoves } from "#lib/channels/list-channel-moves";
import { listChannels } from "#lib/channels/list-channels";
import { promote } from "#lib/channels/promote";
import { rollBack } from "#lib/channels/roll-back";
import { AppError } from "#lib/errors";
import { createImage } from "#lib/images/create-image";
import { deleteImage } from "#lib/images/delete-image";
import { deprecateImage, undeprecateImage } from "#lib/images/deprecate-image";
import { forkImage, updateFork } from "#lib/images/fork-image";
import { getImage } from "#lib/images/get-image";
import { getLineage } from "#lib/images/get-lineage";
import { listImages } from "#lib/images/list-images";
import { listShares } from "#lib/images/list-shares";
import { listSimilarImages } from "#lib/images/list-similar-images";
import { renameImage } from "#lib/images/rename-image";
import { setNeeds } from "#lib/images/set-needs";
import { setVisibility, shareImage, unshareImage } from "#lib/images/share-image";
import { updateImage } from "#lib/images/update-image";
import { getImpact } from "#lib/impact/get-impact";
import { getHealth } from "#lib/instance/get-health";
import { getHealthDetails } from "#lib/instance/get-health-details";
import { getMe } from "#lib/instance/get-me";
import { acceptInvitation, joinWithAccount } from "#lib/invitations/accept-invitation";
import { createInvitation } from "#lib/invitations/create-invitation";
import { getInvitation } from "#lib/invitations/get-invitation";
import { listInvitations } from "#lib/invitations/list-invitations";
import { revokeInvitation } from "#lib/invitations/revoke-invitation";
import { getSettings } from "#lib/limits/get-settings";
import { getTeamLimits } from "#lib/limits/get-team-limits";
import { listTeamLimits } from "#lib/limits/list-team-limits";
import { updateSettings } from "#lib/limits/update-settings";
import { updateTeamLimits } from "#lib/limits/update-team-limits";
import { watchChanges } from "#lib/live/watch-changes";
import { countUnreadNotices } from "#lib/notices/count-unread-notices";
import { listNotices } from "#lib/notices/list-notices";
import { markNoticesRead } from "#lib/notices/mark-notices-read";
import { getNoticeSettings, updateNoticeSettings } from "#lib/notices/notice-settings";
import { createProject } from "#lib/projects/create-project";
import { deleteProject } from "#lib/projects/delete-project";
import { getProject } from "#lib/projects/get-project";
import { listProjects } from "#lib/projects/list-projects";
import { listUseDays } from "#lib/projects/list-use-days";
import { listUsesOfImage } from "#lib/projects/list-uses-of-image";
import { removeUse } from "#lib/projects/remove-use";
import { resolveImage } from "#lib/projects/resolve-image";
import { saveUse } from "#lib/projects/save-use";
import { updateProject } from "#lib/projects/update-project";
import { getQueuePlace } from "#lib/queue/get-queue-place";
import { listOffers } from "#lib/queue/list-offers";
import { listQueue } from "#lib/queue/list-queue";
import { lowerBuild, raiseBuild } from "#lib/queue/raise-build";
import { addMember } from "#lib/teams/add-member";
import { createTeam } from "#lib/teams/create-team";
import { deleteTeam } from "#lib/teams/delete-team";
import { getTeam } from "#lib/teams/get-team";
import { listMembers } from "#lib/teams/list-members";
import { listAllTeams, listTeams } from "#lib/teams/list-teams";
import { removeMember } from "#lib/teams/remove-member";
import { updateMember } from "#lib/teams/update-member";
import { updateTeam } from "#lib/teams/update-team";
import { createPersonalToken, createToken } from "#lib/tokens/create-token";
import { listPersonalTokens, listTokens } from "#lib/tokens/list-tokens";
import { revokePersonalToken, revokeToken } from "#lib/tokens/revoke-token";
import { getUseImage } from "#lib/use-image/get-use-image";
import { createVersion } from "#lib/versions/create-version";
import { getVersion } from "#lib/versions/get-version";
import { listVersions } from "#lib/versions/list-versions";
import { createWebhook } from "#lib/webhooks/create-webhook";
import { deleteWebhook } from "#lib/webhooks/delete-webhook";
import { getDelivery } from "#lib/webhooks/get-delivery";
import { listDeliveries } from "#lib/webhooks/list-deliveries";
import { listWebhooks } from "#lib/webhooks/list-webhooks";
import { pingWebhook } from "#lib/webhooks/ping-webhook";
import { redeliver } from "#lib/webhooks/redeliver";
import { renewWebhookSecret } from "#lib/webhooks/renew-webhook-secret";
import { updateWebhook } from "#lib/webhooks/update-webhook";
import { forgetWorker } from "#lib/workers/forget-worker";
import { getWorker } from "#lib/workers/get-worker";
import { listWorkers } from "#lib/workers/list-workers";
import { updateWorker } from "#lib/workers/update-worker";

/** Who asks, if anyone; asked for only by operations that need to know. */
export interface ApiContext {
  identify: () => Promise<Context | null>;
  /** Of the request, where there is one. */
  headers?: Headers;
}

const anyone = implement(contract)
  .$context<ApiContext>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw toOrpcError(error);
    }
  })
  .use(({ next }, input) => {
    requireStorableText(input);
    return next();
  });

const signedIn = anyone.use(async ({ context, next }) => next({ context: { ctx: await whoAsks(context) } }));

/** @throws unauthenticated */
async function whoAsks({ identify }: ApiContext): Promise<Context> {
  const ctx = await identify();
  if (!ctx) throw new AppError("unauthenticated", "Sign in, or send a token: “Authorization: Bearer TOKEN”.");
  return ctx;
}

/** The handler of an operation that is one verb: it gets who asks, and the input. */
function by<Input, Output>(verb: (ctx: Context, input: Input) => Output) {
  return ({ context, input }: { context: { ctx: Context }; input: Input }) => verb(context.ctx, input);
}

/** Where a call comes from, for operations that anyone may ask for. */
const originOfCall = ({ headers }: ApiContext) => originOf(headers ?? new Headers());

async function* withIds<Event extends object>(
  events: AsyncGenerator<{ event: Event; resumeAfter?: string | number }>,
) {
  for await (const { event, resumeAfter } of events) {
    yield resumeAfter === undefined ? event : withEventMeta(event, { id: String(resumeAfter) });
  }
}

/** Each operation of the contract and the verb behind it. */
export const router = anyone.router({
  health: {
    get: anyone.health.get.handler(getHealth),
    details: signedIn.health.details.handler(by(getHealthDetails)),
  },
  account: {
    me: signedIn.account.me.handler(by(getMe)),
    setup: anyone.account.setup.handler(({ context, input }) => setUp(input, originOfCall(context))),
    signInOptions: anyone.account.signInOptions.handler(signInOptions),
    credentials: signedIn.account.credentials.handler(by(getCredentials)),
    changeName: signedIn.account.changeName.handler(by(changeName)),
    changePassword: signedIn.account.changePassword.handler(by(changePassword)),
    listSessions: signedIn.account.listSessions.handler(by(listSessions)),
    endSession: signedIn.account.endSession.handler(by(endSession)),
    endOtherSessions: signedIn.account.endOtherSessions.handler(by(endOtherSessions)),
    listTokens: signedIn.account.listTokens.handler(by(listPersonalTokens)),
    createToken: signedIn.account.createToken.handler(by(createPersonalToken)),
    revokeToken: signedIn.account.revokeToken.handler(by(revokePersonalToken)),
  },
  teams: {
    list: signedIn.teams.list.handler(by(listTeams)),
    create: signedIn.teams.create.handler(by(createTeam)),
    listAll: signedIn.teams.listAll.handler(by(listAllTeams)),
    get: signedIn.teams.get.handler(by(getTeam)),
    update: signedIn.teams.update.handler(by(updateTeam)),
    delete: signedIn.teams.delete.handler(by(deleteTeam)),
    listMembers: signedIn.teams.listMembers.handler(by(listMembers)),
    addMember: signedIn.teams.addMember.handler(by(addMember)),
    updateMember: signedIn.teams.updateMember.handler(by(updateMember)),
    removeMember: signedIn.teams.removeMember.handler(by(removeMember)),
  },
  tokens: {
    list: signedIn.tokens.list.handler(by(listTokens)),
    create: signedIn.tokens.create.handler(by(createToken)),
    revoke: signedIn.tokens.revoke.handler(by(revokeToken)),
  },
  invitations: {
    list: signedIn.invitations.list.handler(by(listInvitations)),
    create: signedIn.invitations.create.handler(by(createInvitation)),
    revoke: signedIn.invitations.revoke.handler(by(revokeInvitation)),
    get: anyone.invitations.get.handler(({ input }) => getInvitation(input)),
    accept: signedIn.invitations.accept.handler(by(acceptInvitation)),
    joinWithAccount: anyone.invitations.joinWithAccount.handler(({ context, input }) =>
      joinWithAccount(input, originOfCall(context)),
    ),
  },
  images: {
    list: signedIn.images.list.handler(by(listImages)),
    create: signedIn.images.create.handler(by(createImage)),
    get: signedIn.images.get.handler(by(getImage)),
    update: signedIn.images.update.handler(by(updateImage)),
    setNeeds: signedIn.images.setNeeds.handler(by(setNeeds)),
    delete: signedIn.images.delete.handler(by(deleteImage)),
  },
  versions: {
    list: signedIn.versions.list.handler(by(listVersions)),
    create: signedIn.versions.create.handler(by(createVersion)),
    get: signedIn.versions.get.handler(by(getVersion)),
  },
  builds: {
    request: signedIn.builds.request.handler(by(requestBuild)),
    listOfImage: signedIn.builds.listOfImage.handler(by(listBuildsOfImage)),
    list: signedIn.builds.list.handler(by(listBuilds)),
    get: signedIn.builds.get.handler(by(getBuild)),
    cancel: signedIn.builds.cancel.handler(by(cancelBuild)),
    revoke: signedIn.builds.revoke.handler(by(revokeBuild)),
    restore: signedIn.builds.restore.handler(by(restoreBuild)),
    lines: signedIn.builds.lines.handler(by(readLines)),
    search: signedIn.builds.search.handler(by(searchLog)),
    log: signedIn.builds.log.handler(async ({ context, input }) => {
      // A body once begun cannot become an error: look first whether the build may be seen.
      await getBuildInScope(context.ctx, input.id);
      return {
        headers: { "content-type": "text/plain; charset=utf-8" },
        body: textStream(readLogText(context.ctx, input)),
      };
    }),
    follow: signedIn.builds.follow.handler(async ({ context, input, lastEventId, signal }) => {
      const after = lastEventId === undefined ? (input.after ?? 0) : Number(lastEventId);
      if (!Number.isInteger(after) || after < 0) {
        throw new AppError("invalid", `Last-Event-ID “${lastEventId}” is not one the API gave.`);
      }
      const { id } = await getBuildInScope(context.ctx, input.id);
      return whileAllowed(
        (until) => withIds(followBuild(context.ctx, id, after, until)),
        async () => getBuildInScope(await whoAsks(context), id),
        { signal },
      );
    }),
  },
  queue: {
    list: signedIn.queue.list.handler(by(listQueue)),
    place: signedIn.queue.place.handler(by(getQueuePlace)),
    raise: signedIn.queue.raise.handler(by(raiseBuild)),
    lower: signedIn.queue.lower.handler(by(lowerBuild)),
    offers: signedIn.queue.offers.handler(listOffers),
  },
  workers: {
    list: signedIn.workers.list.handler(by(listWorkers)),
    get: signedIn.workers.get.handler(by(getWorker)),
    update: signedIn.workers.update.handler(by(updateWorker)),
    forget: signedIn.workers.forget.handler(by(forgetWorker)),
  },
  limits: {
    get: signedIn.limits.get.handler(by(getSettings)),
    update: signedIn.limits.update.handler(by(updateSettings)),
    listTeams: signedIn.limits.listTeams.handler(by(listTeamLimits)),
    getOfTeam: signedIn.limits.getOfTeam.handler(by(getTeamLimits)),
    updateOfTeam: signedIn.limits.updateOfTeam.handler(by(updateTeamLimits)),
  },
  channels: {
    list: signedIn.channels.list.handler(by(listChannels)),
    promote: signedIn.channels.promote.handler(by(promote)),
    rollBack: signedIn.channels.rollBack.handler(by(rollBack)),
    listMoves: signedIn.channels.listMoves.handler(by(listChannelMoves)),
    delete: signedIn.channels.delete.handler(by(deleteChannel)),
  },
  sharing: {
    list: signedIn.sharing.list.handler(by(listShares)),
    share: signedIn.sharing.share.handler(by(shareImage)),
    unshare: signedIn.sharing.unshare.handler(by(unshareImage)),
    setVisibility: signedIn.sharing.setVisibility.handler(by(setVisibility)),
    fork: signedIn.sharing.fork.handler(by(forkImage)),
    updateFork: signedIn.sharing.updateFork.handler(by(updateFork)),
    lineage: signedIn.sharing.lineage.handler(by(getLineage)),
    similar: signedIn.sharing.similar.handler(by(listSimilarImages)),
    rename: signedIn.sharing.rename.handler(by(renameImage)),
    deprecate: signedIn.sharing.deprecate.handler(by(deprecateImage)),
    undeprecate: signedIn.sharing.undeprecate.handler(by(undeprecateImage)),
    uses: signedIn.sharing.uses.handler(by(listUsesOfImage)),
    impact: signedIn.sharing.impact.handler(by(getImpact)),
  },
  projects: {
    list: signedIn.projects.list.handler(by(listProjects)),
    create: signedIn.projects.create.handler(by(createProject)),
    get: signedIn.projects.get.handler(by(getProject)),
    update: signedIn.projects.update.handler(by(updateProject)),
    delete: signedIn.projects.delete.handler(by(deleteProject)),
    saveUse: signedIn.projects.saveUse.handler(by(saveUse)),
    removeUse: signedIn.projects.removeUse.handler(by(removeUse)),
    listDays: signedIn.projects.listDays.handler(by(listUseDays)),
    resolve: signedIn.projects.resolve.handler(async ({ context, input }) => {
      const body = await resolveImage(context.ctx, input);
      return unlessMatched(body, context.headers?.get("if-none-match"));
    }),
  },
  useImage: {
    get: signedIn.useImage.get.handler(by(getUseImage)),
  },
  baseImages: {
    list: signedIn.baseImages.list.handler(by(listBaseImages)),
    create: signedIn.baseImages.create.handler(by(createBaseImage)),
    check: signedIn.baseImages.check.handler(by(checkBaseImage)),
    delete: signedIn.baseImages.delete.handler(by(deleteBaseImage)),
  },
  webhooks: {
    list: signedIn.webhooks.list.handler(by(listWebhooks)),
    create: signedIn.webhooks.create.handler(by(createWebhook)),
    update: signedIn.webhooks.update.handler(by(updateWebhook)),
    renewSecret: signedIn.webhooks.renewSecret.handler(by(renewWebhookSecret)),
    delete: signedIn.webhooks.delete.handler(by(deleteWebhook)),
    ping: signedIn.webhooks.ping.handler(by(pingWebhook)),
    listDeliveries: signedIn.webhooks.listDeliveries.handler(by(listDeliveries)),
    getDelivery: signedIn.webhooks.getDelivery.handler(by(getDelivery)),
    redeliver: signedIn.webhooks.redeliver.handler(by(redeliver)),
  },
  audit: {
    list: signedIn.audit.list.handler(by(listAuditEvents)),
    facets: signedIn.audit.facets.handler(by(listAuditFacets)),
    get: signedIn.audit.get.handler(by(getAuditEvent)),
    export: signedIn.audit.export.handler(async ({ context, input }) => {
      const type = input.format === "csv" ? "text/csv" : "application/x-ndjson";
      const name = `${input.team ?? "bakehouse"}-audit-${new Date().toISOString().slice(0, 10)}`;
      return {
        headers: {
          "content-type": `${type}; charset=utf-8`,
          "content-disposition": `attachment; filename="${name}.${input.format}"`,
        },
        body: textStream(await exportAuditEvents(context.ctx, input)),
      };
    }),
  },
  activity: {
    listOfTeam: signedIn.activity.listOfTeam.handler(by(listActivityOfTeam)),
    listOfImage: signedIn.activity.listOfImage.handler(by(listActivityOfImage)),
  },
  notices: {
    list: signedIn.notices.list.handler(by(listNotices)),
    countUnread: signedIn.notices.countUnread.handler(by(countUnreadNotices)),
    markRead: signedIn.notices.markRead.handler(by(markNoticesRead)),
    getSettings: signedIn.notices.getSettings.handler(by(getNoticeSettings)),
    updateSettings: signedIn.notices.updateSettings.handler(by(updateNoticeSettings)),
  },
  live: {
    changes: signedIn.live.changes.handler(async ({ context, lastEventId, signal }) =>
      whileAllowed(
        (until) => withIds(watchChanges(context.ctx, until, lastEventId)),
        () => whoAsks(context),
        { signal },
      ),
    ),
  },
});
