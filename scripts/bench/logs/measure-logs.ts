import { db } from "#lib/db";
import { openSession } from "../../context.ts";
import { startExtraEngine } from "../../services/extra-engine.ts";
import { startSite } from "../shared/start-site.ts";
import { measurePage } from "./measure-page.ts";
import { measureVolume } from "./measure-volume.ts";

const MEBIBYTE = 2 ** 20;

const base = process.env.BAKEHOUSE_TEST_BASE ?? "codex-base:latest";
const session = openSession("bench", []);
// An engine clips what a step prints at 2 MiB and 200 KiB a second, unless it is told not to; 20.10 then takes many
// minutes for as many MiB, whoever asks.
const engine = await startExtraEngine(session, {
  generation: "trixie",
  env: { BUILDKIT_STEP_LOG_MAX_SIZE: "2147483647", BUILDKIT_STEP_LOG_MAX_SPEED: "2147483647" },
});
try {
  const site = await startSite(engine.address);
  try {
    // The most that may be asked for, so that our own limit does not end what is measured.
    await db.settings.update({ where: { id: 1 }, data: { maxLogBytes: 10_000_000_000n } });
    const on = { base, engine: engine.address };
    await measureVolume(site, { ...on, name: "a line (warm-up)", steps: 1, bytes: 100 });
    await measureVolume(site, { ...on, name: "a step that prints 2 MiB", steps: 1, bytes: 2 * MEBIBYTE });
    await measureVolume(site, { ...on, name: "50 steps that print 2 MiB", steps: 50, bytes: 2 * MEBIBYTE });
    const name = "a step that prints 100 MiB";
    const id = await measureVolume(site, { ...on, name, steps: 1, bytes: 100 * MEBIBYTE });
    await measurePage(site, id);
  } finally {
    await site.close();
  }
} finally {
  await engine.remove();
  await session.stop(new Error("done"));
}
process.exit(0);
