import { Prisma } from "#prisma/generated/client";

/** A worker tells every 10 s that it is there; one that has said nothing for so long is taken for gone. */
export const SILENT_SECONDS = 30;

/** Whether a worker, of a row called worker, is there: it has told so lately, and has not said that it stops. */
export const IS_THERE = Prisma.sql`
  (worker."stoppedAt" IS NULL AND worker."lastSeenAt" > now() - make_interval(secs => ${SILENT_SECONDS}))`;

/** Whether a worker, of a row called worker, is there and takes builds. */
export const TAKES_BUILDS = Prisma.sql`
  (worker.state = 'active' AND worker.problem IS NULL AND ${IS_THERE})`;
