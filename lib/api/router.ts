import { ReadableStream as NodeReadableStream } from "node:stream/web";
import { implement, withEventMeta } from "@orpc/server";
import { changeName } from "#lib/account/change-name";
import { changePassword } from "#lib/account/change-password";
import { endOtherSessions, endSession } from "#lib/account/end-sessions";
import { getCredentials } from "#lib/account/get-credentials";
import { listSessions } from "#lib/account/list-sessions";
import { listActivityOfImage, listActivityOfTeam } from "#lib/activity/list-activity";
import { contract } from "#lib/api/contract/contract";
import { etagOf, matchesEtag } from "#lib/api/etag";
import { toOrpcError } from "#lib/api/to-orpc-error";
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
import { type FollowedEvent, followBuild } from "#lib/builds/follow-build";
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
import { setVisibility, shareImage, unshareImage } from "#lib/images/share-image";
import { updateImage } from "#lib/images/update-image";
import { getImpact } from "#lib/impact/get-impact";
import { getHealth } from "#lib/instance/get-health";
import { getMe } from "#lib/instance/get-me";
import { acceptInvitation, joinWithAccount } from "#lib/invitations/accept-invitation";
import { createInvitation } from "#lib/invitations/create-invitation";
import { getInvitation } from "#lib/invitations/get-invitation";
import { listInvitations } from "#lib/invitations/list-invitations";
import { revokeInvitation } from "#lib/invitations/revoke-invitation";
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
import { updateWebhook } from "#lib/webhooks/update-webhook";

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
  });

const signedIn = anyone.use(async ({ context, next }) => {
  const ctx = await context.identify();
  if (!ctx) throw new AppError("unauthenticated", "Sign in, or send a token: “Authorization: Bearer TOKEN”.");
  return next({ context: { ctx } });
});

/** Where a call comes from, for operations that anyone may ask for. */
const originOfCall = ({ headers }: ApiContext) => originOf(headers ?? new Headers());

async function* withIds(events: AsyncGenerator<FollowedEvent>) {
  for await (const { event, resumeAfter } of events) {
    yield resumeAfter === undefined ? event : withEventMeta(event, { id: String(resumeAfter) });
  }
}

/** Each operation of the contract and the verb behind it. */
export const router = anyone.router({
  health: { get: anyone.health.get.handler(getHealth) },
  account: {
    me: signedIn.account.me.handler(({ context }) => getMe(context.ctx)),
    setup: anyone.account.setup.handler(({ context, input }) => setUp(input, originOfCall(context))),
    signInOptions: anyone.account.signInOptions.handler(signInOptions),
    credentials: signedIn.account.credentials.handler(({ context }) => getCredentials(context.ctx)),
    changeName: signedIn.account.changeName.handler(({ context, input }) => changeName(context.ctx, input)),
    changePassword: signedIn.account.changePassword.handler(({ context, input }) =>
      changePassword(context.ctx, input),
    ),
    listSessions: signedIn.account.listSessions.handler(({ context }) => listSessions(context.ctx)),
    endSession: signedIn.account.endSession.handler(({ context, input }) => endSession(context.ctx, input)),
    endOtherSessions: signedIn.account.endOtherSessions.handler(({ context }) =>
      endOtherSessions(context.ctx),
    ),
    listTokens: signedIn.account.listTokens.handler(({ context }) => listPersonalTokens(context.ctx)),
    createToken: signedIn.account.createToken.handler(({ context, input }) =>
      createPersonalToken(context.ctx, input),
    ),
    revokeToken: signedIn.account.revokeToken.handler(({ context, input }) =>
      revokePersonalToken(context.ctx, input),
    ),
  },
  teams: {
    list: signedIn.teams.list.handler(({ context }) => listTeams(context.ctx)),
    create: signedIn.teams.create.handler(({ context, input }) => createTeam(context.ctx, input)),
    listAll: signedIn.teams.listAll.handler(({ context }) => listAllTeams(context.ctx)),
    get: signedIn.teams.get.handler(({ context, input }) => getTeam(context.ctx, input)),
    update: signedIn.teams.update.handler(({ context, input }) => updateTeam(context.ctx, input)),
    delete: signedIn.teams.delete.handler(({ context, input }) => deleteTeam(context.ctx, input)),
    listMembers: signedIn.teams.listMembers.handler(({ context, input }) => listMembers(context.ctx, input)),
    addMember: signedIn.teams.addMember.handler(({ context, input }) => addMember(context.ctx, input)),
    updateMember: signedIn.teams.updateMember.handler(({ context, input }) =>
      updateMember(context.ctx, input),
    ),
    removeMember: signedIn.teams.removeMember.handler(({ context, input }) =>
      removeMember(context.ctx, input),
    ),
  },
  tokens: {
    list: signedIn.tokens.list.handler(({ context, input }) => listTokens(context.ctx, input)),
    create: signedIn.tokens.create.handler(({ context, input }) => createToken(context.ctx, input)),
    revoke: signedIn.tokens.revoke.handler(({ context, input }) => revokeToken(context.ctx, input)),
  },
  invitations: {
    list: signedIn.invitations.list.handler(({ context, input }) => listInvitations(context.ctx, input)),
    create: signedIn.invitations.create.handler(({ context, input }) => createInvitation(context.ctx, input)),
    revoke: signedIn.invitations.revoke.handler(({ context, input }) => revokeInvitation(context.ctx, input)),
    get: anyone.invitations.get.handler(({ input }) => getInvitation(input)),
    accept: signedIn.invitations.accept.handler(({ context, input }) => acceptInvitation(context.ctx, input)),
    joinWithAccount: anyone.invitations.joinWithAccount.handler(({ context, input }) =>
      joinWithAccount(input, originOfCall(context)),
    ),
  },
  images: {
    list: signedIn.images.list.handler(({ context, input }) => listImages(context.ctx, input)),
    create: signedIn.images.create.handler(({ context, input }) => createImage(context.ctx, input)),
    get: signedIn.images.get.handler(({ context, input }) => getImage(context.ctx, input)),
    update: signedIn.images.update.handler(({ context, input }) => updateImage(context.ctx, input)),
    delete: signedIn.images.delete.handler(({ context, input }) => deleteImage(context.ctx, input)),
  },
  versions: {
    list: signedIn.versions.list.handler(({ context, input }) => listVersions(context.ctx, input)),
    create: signedIn.versions.create.handler(({ context, input }) => createVersion(context.ctx, input)),
    get: signedIn.versions.get.handler(({ context, input }) => getVersion(context.ctx, input)),
  },
  builds: {
    request: signedIn.builds.request.handler(({ context, input }) => requestBuild(context.ctx, input)),
    listOfImage: signedIn.builds.listOfImage.handler(({ context, input }) =>
      listBuildsOfImage(context.ctx, input),
    ),
    list: signedIn.builds.list.handler(({ context, input }) => listBuilds(context.ctx, input)),
    get: signedIn.builds.get.handler(({ context, input }) => getBuild(context.ctx, input)),
    cancel: signedIn.builds.cancel.handler(({ context, input }) => cancelBuild(context.ctx, input)),
    revoke: signedIn.builds.revoke.handler(({ context, input }) => revokeBuild(context.ctx, input)),
    restore: signedIn.builds.restore.handler(({ context, input }) => restoreBuild(context.ctx, input)),
    lines: signedIn.builds.lines.handler(({ context, input }) => readLines(context.ctx, input)),
    search: signedIn.builds.search.handler(({ context, input }) => searchLog(context.ctx, input)),
    log: signedIn.builds.log.handler(async ({ context, input }) => {
      // A body once begun cannot become an error: look first whether the build may be seen.
      await getBuildInScope(context.ctx, input.id);
      const text = NodeReadableStream.from(readLogText(context.ctx, input)) as ReadableStream<string>;
      return {
        headers: { "content-type": "text/plain; charset=utf-8" },
        body: text.pipeThrough(new TextEncoderStream()),
      };
    }),
    follow: signedIn.builds.follow.handler(async ({ context, input, lastEventId, signal }) => {
      const after = lastEventId === undefined ? (input.after ?? 0) : Number(lastEventId);
      if (!Number.isInteger(after) || after < 0) {
        throw new AppError("invalid", `Last-Event-ID “${lastEventId}” is not one the API gave.`);
      }
      await getBuildInScope(context.ctx, input.id);
      return withIds(followBuild(context.ctx, input.id, after, signal));
    }),
  },
  channels: {
    list: signedIn.channels.list.handler(({ context, input }) => listChannels(context.ctx, input)),
    promote: signedIn.channels.promote.handler(({ context, input }) => promote(context.ctx, input)),
    rollBack: signedIn.channels.rollBack.handler(({ context, input }) => rollBack(context.ctx, input)),
    listMoves: signedIn.channels.listMoves.handler(({ context, input }) =>
      listChannelMoves(context.ctx, input),
    ),
    delete: signedIn.channels.delete.handler(({ context, input }) => deleteChannel(context.ctx, input)),
  },
  sharing: {
    list: signedIn.sharing.list.handler(({ context, input }) => listShares(context.ctx, input)),
    share: signedIn.sharing.share.handler(({ context, input }) => shareImage(context.ctx, input)),
    unshare: signedIn.sharing.unshare.handler(({ context, input }) => unshareImage(context.ctx, input)),
    setVisibility: signedIn.sharing.setVisibility.handler(({ context, input }) =>
      setVisibility(context.ctx, input),
    ),
    fork: signedIn.sharing.fork.handler(({ context, input }) => forkImage(context.ctx, input)),
    updateFork: signedIn.sharing.updateFork.handler(({ context, input }) => updateFork(context.ctx, input)),
    lineage: signedIn.sharing.lineage.handler(({ context, input }) => getLineage(context.ctx, input)),
    similar: signedIn.sharing.similar.handler(({ context, input }) => listSimilarImages(context.ctx, input)),
    rename: signedIn.sharing.rename.handler(({ context, input }) => renameImage(context.ctx, input)),
    deprecate: signedIn.sharing.deprecate.handler(({ context, input }) => deprecateImage(context.ctx, input)),
    undeprecate: signedIn.sharing.undeprecate.handler(({ context, input }) =>
      undeprecateImage(context.ctx, input),
    ),
    uses: signedIn.sharing.uses.handler(({ context, input }) => listUsesOfImage(context.ctx, input)),
    impact: signedIn.sharing.impact.handler(({ context, input }) => getImpact(context.ctx, input)),
  },
  projects: {
    list: signedIn.projects.list.handler(({ context, input }) => listProjects(context.ctx, input)),
    create: signedIn.projects.create.handler(({ context, input }) => createProject(context.ctx, input)),
    get: signedIn.projects.get.handler(({ context, input }) => getProject(context.ctx, input)),
    update: signedIn.projects.update.handler(({ context, input }) => updateProject(context.ctx, input)),
    delete: signedIn.projects.delete.handler(({ context, input }) => deleteProject(context.ctx, input)),
    saveUse: signedIn.projects.saveUse.handler(({ context, input }) => saveUse(context.ctx, input)),
    removeUse: signedIn.projects.removeUse.handler(({ context, input }) => removeUse(context.ctx, input)),
    listDays: signedIn.projects.listDays.handler(({ context, input }) => listUseDays(context.ctx, input)),
    resolve: signedIn.projects.resolve.handler(async ({ context, input }) => {
      const body = await resolveImage(context.ctx, input);
      const etag = etagOf(body);
      const headers = { etag, "cache-control": "private, no-cache" };
      return matchesEtag(context.headers?.get("if-none-match") ?? null, etag)
        ? { status: 304 as const, headers }
        : { status: 200 as const, headers, body };
    }),
  },
  useImage: {
    get: signedIn.useImage.get.handler(({ context, input }) => getUseImage(context.ctx, input)),
  },
  baseImages: {
    list: signedIn.baseImages.list.handler(({ context }) => listBaseImages(context.ctx)),
    create: signedIn.baseImages.create.handler(({ context, input }) => createBaseImage(context.ctx, input)),
    check: signedIn.baseImages.check.handler(({ context, input }) => checkBaseImage(context.ctx, input)),
    delete: signedIn.baseImages.delete.handler(({ context, input }) => deleteBaseImage(context.ctx, input)),
  },
  webhooks: {
    list: signedIn.webhooks.list.handler(({ context, input }) => listWebhooks(context.ctx, input)),
    create: signedIn.webhooks.create.handler(({ context, input }) => createWebhook(context.ctx, input)),
    update: signedIn.webhooks.update.handler(({ context, input }) => updateWebhook(context.ctx, input)),
    delete: signedIn.webhooks.delete.handler(({ context, input }) => deleteWebhook(context.ctx, input)),
    ping: signedIn.webhooks.ping.handler(({ context, input }) => pingWebhook(context.ctx, input)),
    listDeliveries: signedIn.webhooks.listDeliveries.handler(({ context, input }) =>
      listDeliveries(context.ctx, input),
    ),
    getDelivery: signedIn.webhooks.getDelivery.handler(({ context, input }) =>
      getDelivery(context.ctx, input),
    ),
    redeliver: signedIn.webhooks.redeliver.handler(({ context, input }) => redeliver(context.ctx, input)),
  },
  audit: {
    list: signedIn.audit.list.handler(({ context, input }) => listAuditEvents(context.ctx, input)),
    facets: signedIn.audit.facets.handler(({ context, input }) => listAuditFacets(context.ctx, input)),
    get: signedIn.audit.get.handler(({ context, input }) => getAuditEvent(context.ctx, input)),
    export: signedIn.audit.export.handler(async ({ context, input }) => {
      const text = NodeReadableStream.from(
        await exportAuditEvents(context.ctx, input),
      ) as ReadableStream<string>;
      const type = input.format === "csv" ? "text/csv" : "application/x-ndjson";
      const name = `${input.team ?? "bakehouse"}-audit-${new Date().toISOString().slice(0, 10)}`;
      return {
        headers: {
          "content-type": `${type}; charset=utf-8`,
          "content-disposition": `attachment; filename="${name}.${input.format}"`,
        },
        body: text.pipeThrough(new TextEncoderStream()),
      };
    }),
  },
  activity: {
    listOfTeam: signedIn.activity.listOfTeam.handler(({ context, input }) =>
      listActivityOfTeam(context.ctx, input),
    ),
    listOfImage: signedIn.activity.listOfImage.handler(({ context, input }) =>
      listActivityOfImage(context.ctx, input),
    ),
  },
  notices: {
    list: signedIn.notices.list.handler(({ context, input }) => listNotices(context.ctx, input)),
    countUnread: signedIn.notices.countUnread.handler(({ context }) => countUnreadNotices(context.ctx)),
    markRead: signedIn.notices.markRead.handler(({ context, input }) => markNoticesRead(context.ctx, input)),
    getSettings: signedIn.notices.getSettings.handler(({ context }) => getNoticeSettings(context.ctx)),
    updateSettings: signedIn.notices.updateSettings.handler(({ context, input }) =>
      updateNoticeSettings(context.ctx, input),
    ),
  },
  live: {
    changes: signedIn.live.changes.handler(async ({ context, signal }) => watchChanges(context.ctx, signal)),
  },
});
