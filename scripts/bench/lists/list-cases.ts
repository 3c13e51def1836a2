import { db } from "#lib/db";

/** What is asked for in turn, so that nobody gets the same page over and over. */
export interface ListCase {
  name: string;
  paths: string[];
  /** Slowest in twenty, in milliseconds, where there is a target. */
  targetMs?: number;
}

const WORDS = [
  "node",
  "python",
  "ffmpeg",
  "pytorch",
  "sandbox",
  "media cuda",
  "chrome tests",
  "agent-7",
  "typescript",
];
const STATUSES = ["failed", "succeeded", "canceled", "never"];

/** Lists, searches and pages as someone in twenty teams asks for them. */
export async function listCases(userId: string): Promise<ListCase[]> {
  const teams = await db.team.findMany({
    where: { members: { some: { userId } } },
    select: { id: true, name: true },
  });
  const teamIds = teams.map(({ id }) => id);
  const images = await db.image.findMany({
    where: { teamId: { in: teamIds }, latestBuildId: { not: null } },
    select: { name: true, team: { select: { name: true } } },
    orderBy: { uses: { _count: "desc" } },
    take: 40,
  });
  const projects = await db.project.findMany({
    where: { teamId: { in: teamIds } },
    select: { name: true, team: { select: { name: true } } },
    take: 40,
  });
  const builds = await db.build.findMany({
    where: { teamId: { in: teamIds } },
    select: { id: true },
    orderBy: { id: "desc" },
    take: 40,
  });
  const api = (path: string) => `/api/v1${path}`;
  const ofImages = (rest: string) =>
    images.map(({ name, team }) => api(`/teams/${team.name}/images/${name}${rest}`));
  const ofTeams = (path: (team: string) => string) => teams.map(({ name }) => api(path(name)));
  return [
    {
      name: "catalogue, list",
      targetMs: 50,
      paths: [
        api("/images"),
        api("/images?sort=name"),
        ...STATUSES.map((status) => api(`/images?status=${status}`)),
        ...ofTeams((team) => `/images?team=${team}`),
      ],
    },
    {
      name: "catalogue, search",
      targetMs: 50,
      paths: WORDS.flatMap((word) =>
        ["updated", "name"].map((sort) => api(`/images?sort=${sort}&q=${encodeURIComponent(word)}`)),
      ),
    },
    { name: "one image", paths: ofImages("") },
    { name: "its versions", paths: ofImages("/versions") },
    { name: "its builds", paths: ofImages("/builds") },
    { name: "its channels", paths: ofImages("/channels") },
    { name: "its uses", paths: ofImages("/uses") },
    { name: "its shares", paths: ofImages("/shares") },
    { name: "its activity", paths: ofImages("/activity") },
    {
      name: "builds, list",
      paths: [
        api("/builds"),
        ...["failed", "succeeded", "canceled", "queued"].map((status) => api(`/builds?status=${status}`)),
        ...ofTeams((team) => `/builds?team=${team}`),
      ],
    },
    { name: "one build", paths: builds.map(({ id }) => api(`/builds/${id}`)) },
    {
      name: "projects, list and search",
      paths: [api("/projects"), api("/projects?q=agent"), ...ofTeams((team) => `/projects?team=${team}`)],
    },
    { name: "one project", paths: projects.map(({ name, team }) => api(`/projects/${team.name}/${name}`)) },
    { name: "teams, list", paths: [api("/teams")] },
    { name: "a team's activity", paths: ofTeams((team) => `/teams/${team}/activity`) },
    {
      name: "audit log",
      paths: teams.flatMap(({ name }, i) => (i % 2 === 0 ? [api(`/audit?team=${name}`)] : [])),
    },
    { name: "notices", paths: [api("/notices"), api("/notices?unread=true")] },
    { name: "unread notices, count", paths: [api("/notices/unread")] },
    { name: "page of the catalogue", paths: ["/images"] },
    { name: "page of an image", paths: images.map(({ name, team }) => `/images/${team.name}/${name}`) },
    { name: "page of the builds", paths: ["/builds"] },
    { name: "page of the projects", paths: ["/projects"] },
  ];
}
