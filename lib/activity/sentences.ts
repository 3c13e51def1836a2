import type { AuditRow } from "#lib/audit/read-audit-page";

type Told = Pick<AuditRow, "target" | "before" | "after">;
type Sentence = (event: Told) => string;

const at = (values: Told["before"], name: string) => String(values?.[name] ?? "");
const because = (text: string) => (text ? `: ${text}` : "");

/** "media/ffmpeg:3.2" as "3.2 of media/ffmpeg". */
function tagOf(target: string): string {
  const colon = target.lastIndexOf(":");
  return `${target.slice(colon + 1)} of ${target.slice(0, colon)}`;
}

/** "media" of "grace@example.com in media". */
const teamIn = (target: string) => target.slice(target.lastIndexOf(" ") + 1);
const invitedBy = (name: string) => (name ? `invited by ${name}` : "by an invitation");

/**
 * What is told of an image to everyone who sees it: the rest of a sentence that begins with who did it. What is not
 * here is told in the audit log only.
 */
export const IMAGE_SENTENCES: Record<string, Sentence> = {
  "image.create": ({ target }) => `created ${target}`,
  "image.fork": ({ target }) => `made ${target} as a fork`,
  "image.update": ({ target }) => `changed the description of ${target}`,
  "image.setNeeds": ({ target }) => `changed what builds of ${target} need of a worker`,
  "image.rename": ({ target, before }) => `renamed ${at(before, "name")} to ${target}`,
  "image.move": ({ target, before }) => `moved ${at(before, "name")} to ${target}`,
  "image.share": ({ target, after }) =>
    `shared ${target} with ${at(after, "team")}, to ${at(after, "access")} it`,
  "image.unshare": ({ target, before }) => `stopped sharing ${target} with ${at(before, "team")}`,
  "image.setVisibility": ({ target, after }) =>
    at(after, "visibility") === "organisation"
      ? `opened ${target} to everyone who can sign in`
      : `closed ${target} to those it is not shared with`,
  "image.deprecate": ({ target, after }) => `deprecated ${target}${because(at(after, "message"))}`,
  "image.undeprecate": ({ target }) => `took back the deprecation of ${target}`,
  "image.delete": ({ target }) => `deleted ${target}`,
  "version.create": ({ target, after }) => `saved version ${tagOf(target)}${because(at(after, "message"))}`,
  "build.request": ({ target }) => `asked for build ${tagOf(target)}`,
  "build.raise": ({ target }) => `put build ${tagOf(target)} first`,
  "build.lower": ({ target }) => `took build ${tagOf(target)} back from first`,
  "build.cancel": ({ target }) => `canceled build ${tagOf(target)}`,
  "build.succeed": ({ target }) => `built ${tagOf(target)}`,
  "build.fail": ({ target, after }) => `could not build ${tagOf(target)}${because(at(after, "error"))}`,
  "build.revoke": ({ target, after }) => `revoked build ${tagOf(target)}${because(at(after, "reason"))}`,
  "build.restore": ({ target }) => `took back the revocation of build ${tagOf(target)}`,
  "channel.promote": ({ target, after }) =>
    `promoted ${at(after, "build")} to ${target}${because(at(after, "reason"))}`,
  "channel.rollBack": ({ target, before, after }) =>
    `rolled ${target} back from ${at(before, "build")} to ${at(after, "build")}${because(at(after, "reason"))}`,
  "channel.move": ({ target, after }) => `moved ${target} to ${at(after, "build")}`,
  "channel.delete": ({ target }) => `took the channel ${target} away`,
};

/** What is told of a team to everyone in it. */
export const TEAM_SENTENCES: Record<string, Sentence> = {
  ...IMAGE_SENTENCES,
  "team.create": ({ target }) => `created the team ${target}`,
  "team.update": ({ target }) => `changed the description of ${target}`,
  "member.add": ({ target, after }) =>
    after && "invitedBy" in after
      ? `joined ${teamIn(target)} as ${at(after, "role")}, ${invitedBy(at(after, "invitedBy"))}`
      : `brought ${target.replace(" in ", " into ")} as ${at(after, "role")}`,
  "member.update": ({ target, before, after }) =>
    `made ${target.replace(" in ", ` ${at(after, "role")} in `)}, before ${at(before, "role")}`,
  "member.remove": ({ target, after }) =>
    after?.left ? `left ${teamIn(target)}` : `took ${target.replace(" in ", " out of ")}`,
  "project.create": ({ target }) => `created the project ${target}`,
  "project.update": ({ target }) => `changed the description of project ${target}`,
  "project.delete": ({ target }) => `deleted the project ${target}`,
  "use.create": ({ target, after }) => `added ${target}, which starts from ${at(after, "image")}`,
  "use.update": ({ target, after }) => `changed ${target}, which starts from ${at(after, "image")}`,
  "use.delete": ({ target, before }) => `removed ${target}, which started from ${at(before, "image")}`,
};
