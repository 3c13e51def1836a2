import { seedAll } from "./seed-all.ts";
import { LARGE } from "./seed-size.ts";

const { longBuild } = await seedAll(
  process.env.DATABASE_URL ?? "",
  LARGE,
  process.argv.slice(2),
  (done, ms) => console.log(`  ${done.padEnd(12)} ${(ms / 1000).toFixed(1)} s`),
);
console.log(`  The build with ${LARGE.longLines.toLocaleString("en-US")} lines: /builds/${longBuild}`);
