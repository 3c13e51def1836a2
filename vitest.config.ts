import { defineConfig } from "vitest/config";

/** Tests that hurt a service and wait for what becomes of it: long, and idle for the most part. */
const PATIENT = [
  "scripts/backup/**/*.test.ts",
  "scripts/services/disk-full.test.ts",
  "scripts/storm/**/*.test.ts",
  "worker/{database-away,engine-trouble,isolation,limits,orders,registry-trouble,survive,tidy-engine,two-engines,watch-engine,wrong-clock}.test.ts",
];

export default defineConfig({
  test: {
    globalSetup: ["lib/testing/global-setup.ts"],
    setupFiles: ["lib/testing/setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // By itself Vitest leaves a core free, which on two cores means one file after the other.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: ["{app,components,lib,scripts,worker}/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...PATIENT],
        },
      },
      { extends: true, test: { name: "patient", include: PATIENT } },
    ],
  },
});
