import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import type { Row } from "../bench/shared/report-row.ts";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";
import { SetupError } from "../setup-error.ts";

const FOLDER = join(import.meta.dirname, "..", "bench");
const TABLE = "docs/benchmarks.md";

/** What each file of scripts/bench exports as `run`: measures, and reports its rows (shared/report-row.ts). */
export type Benchmark = (ctx: Context) => Promise<void>;

/**
 * `npm run bench`: all benchmarks, or those named (`npm run bench -- bare-machine`). Each writes its part of
 * docs/benchmarks.md anew. Returns 1 when a target was missed or something could not be measured.
 */
export async function bench(ctx: Context): Promise<number> {
  const all = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
  const wanted = ctx.args.length > 0 ? ctx.args : all;
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(`No benchmark ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  }
  await installPackages(ctx);
  const measured = new Map<string, Row[]>();
  for (const name of wanted) {
    ctx.printer.line(`\n${name}`);
    try {
      const rows = await measure(ctx, name);
      measured.set(name, rows);
      writePart(join(ctx.root, TABLE), name, rows);
    } catch (error) {
      // What else was measured is not to be lost.
      if (!(error instanceof SetupError)) throw error;
      ctx.printer.line(`  ${error.message}`);
    }
  }
  if (measured.size > 0) ctx.printer.line(`\n  Written to ${TABLE}.`);
  const missed = [...measured.values()].flat().some(({ isMet }) => isMet === false);
  return missed || measured.size < wanted.length ? 1 : 0;
}

async function measure(ctx: Context, name: string): Promise<Row[]> {
  // Most are measured in processes of their own, which leave their rows here.
  const file = join(ctx.dataDir, "bench-rows.ndjson");
  rmSync(file, { force: true });
  process.env.BAKEHOUSE_BENCH_ROWS = file;
  const { run } = (await import(join(FOLDER, `${name}.ts`))) as { run: Benchmark };
  await run(ctx);
  const rows = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return rows.filter(Boolean).map((row) => JSON.parse(row) as Row);
}

const HEAD = `# Benchmarks

\`npm run bench\` writes this file; \`npm run bench -- NAME\` one part of it. Each figure stands beside its yardstick of
the same run: other machines give other figures and like ratios.`;

/** Puts a part's rows in the place of what the file has of it; the parts are in the order of their names. */
function writePart(path: string, name: string, rows: Row[]): void {
  const [, ...before] = existsSync(path) ? readFileSync(path, "utf8").split(/^## /m) : [];
  const parts = new Map(before.map((text) => [text.slice(0, text.indexOf("\n")), text.trimEnd()]));
  parts.set(name, toMarkdown(name, rows));
  const sorted = [...parts.keys()].sort().map((each) => `## ${parts.get(each)}`);
  writeFileSync(path, `${[HEAD, ...sorted].join("\n\n")}\n`);
}

/** A part, from its name on. */
function toMarkdown(name: string, rows: Row[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`;
  const lines = rows.map(({ name, figure, yardstick = "", target = "", isMet }) => {
    const verdict = isMet === undefined ? "" : isMet ? "met" : "**missed**";
    return `| ${[name, figure, yardstick, target, verdict].join(" | ")} |`;
  });
  return `${name}

Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node.js ${process.versions.node}.

| | Bakehouse | Yardstick | Target | |
| --- | --- | --- | --- | --- |
${lines.join("\n")}`;
}
