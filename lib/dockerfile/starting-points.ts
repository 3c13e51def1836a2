import { blank } from "#lib/dockerfile/starting-points/blank";
import { cppToolchain } from "#lib/dockerfile/starting-points/cpp-toolchain";
import { databaseClients } from "#lib/dockerfile/starting-points/database-clients";
import { geospatial } from "#lib/dockerfile/starting-points/geospatial";
import { headlessBrowser } from "#lib/dockerfile/starting-points/headless-browser";
import { mediaAndData } from "#lib/dockerfile/starting-points/media-and-data";
import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

/** What the page "New image" offers, in its order. Each builds on `codex-base:latest` as it stands. */
export const startingPoints: readonly StartingPoint[] = [
  blank,
  mediaAndData,
  headlessBrowser,
  geospatial,
  cppToolchain,
  databaseClients,
];
