import { BuildVariables, readAssignments } from "#lib/dockerfile/build-variables";
import type { Instruction, ParsedDockerfile } from "#lib/dockerfile/parse-dockerfile";
import { SHELLS } from "#lib/dockerfile/peel-prefixes";
import type { GlobalArgs } from "#lib/dockerfile/read-global-args";
import { readMounts } from "#lib/dockerfile/read-mounts";
import { quoteShell } from "#lib/use-image/quote";
import { readForeignManager } from "#lib/use-image/read-foreign-manager";
import type { LeftOut } from "#lib/use-image/setup-script";
import { toBashWord } from "#lib/use-image/to-bash-word";
import { toFileStep } from "#lib/use-image/to-file-step";
import { toHeredoc } from "#lib/use-image/to-heredoc";
import { toRunScript } from "#lib/use-image/to-run-script";

/** Bash refuses to set them. */
const READ_ONLY = new Set(["BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID"]);

const NEVER: Readonly<Record<string, string>> = {
  CMD: "Codex starts its own processes; run it by hand where the project needs it.",
  ENTRYPOINT: "Codex starts its own processes; run it by hand where the project needs it.",
  EXPOSE: "It only says which port is listened on, and nothing reaches Codex's container from outside.",
  HEALTHCHECK: "Nothing asks Codex's container whether it is healthy.",
  LABEL: "A sandbox has no labels.",
  MAINTAINER: "A sandbox has no labels.",
  ONBUILD: "It is for images that are built on this one.",
  STOPSIGNAL: "Codex ends its container in its own way.",
  USER: "The script and the agent run as the sandbox's own user, so files belong to that one.",
  VOLUME: "The sandbox mounts nothing; the directory is an ordinary one.",
};

/** Turns instructions into lines of the setup script, one after the other. */
export class SetupSteps {
  readonly lines: string[] = [];
  readonly leftOut: LeftOut[] = [];
  /** The lines that ENV adds to the profile, with ARGs put in. */
  readonly profile: string[] = [];
  needsFiles = false;
  readonly file: ParsedDockerfile;
  readonly build: BuildVariables;
  /** What the script has set so far. */
  readonly set = new Set(["HOME", "PATH", "PWD"]);
  /** Of these, what an ARG gave, with its value: it ends with the script. */
  readonly args = new Map<string, string>();
  hasShell = true;

  constructor(file: ParsedDockerfile, globals: GlobalArgs) {
    this.file = file;
    this.build = new BuildVariables(file.escapeToken, globals);
  }

  leave({ line, logical }: Instruction, why: string) {
    const text = logical.text.trim().replace(/\s+/g, " ");
    this.leftOut.push({ line, instruction: text.length > 60 ? `${text.slice(0, 59)}…` : text, why });
  }

  add(instruction: Instruction, ...lines: string[]) {
    const { line, endLine } = instruction;
    this.lines.push("", `# Line ${line}${endLine === line ? "" : `–${endLine}`}`, ...lines);
  }

  take(instruction: Instruction) {
    const { keyword, json } = instruction;
    const never = Object.hasOwn(NEVER, keyword) ? NEVER[keyword] : undefined;
    if (never) this.leave(instruction, never);
    else if (keyword === "RUN") this.run(instruction);
    else if (keyword === "ENV") this.env(instruction);
    else if (keyword === "ARG") this.arg(instruction);
    else if (keyword === "WORKDIR") this.workdir(instruction);
    else if (keyword === "COPY" || keyword === "ADD") this.files(instruction);
    else if (keyword === "SHELL" && Array.isArray(json)) this.shell(instruction, json);
    this.build.apply(instruction);
  }

  run(instruction: Instruction) {
    const { json, line } = instruction;
    const types = readMounts(instruction).map(
      ({ fields }) => fields.find(({ key }) => key === "type")?.value ?? "bind",
    );
    if (types.includes("secret") || types.includes("ssh"))
      return this.leave(
        instruction,
        "It needs a secret of the build; Codex gives secrets to a setup script as variables.",
      );
    if (types.includes("bind")) return this.leave(instruction, "It mounts files that are not there.");
    if (json === "mixed") return this.leave(instruction, "Docker itself would not run it.");
    if (!json && !this.hasShell) return this.leave(instruction, "Its SHELL is not one of Codex's sandbox.");
    if (types.includes("cache")) this.leave(instruction, "It is run, but without the cache it mounts.");
    if (json) return this.add(instruction, `step ${line} ${json.map(quoteShell).join(" ")}`);
    const { text, isFile } = toRunScript(this.file.text, instruction);
    const foreign = readForeignManager(text);
    if (foreign)
      return this.leave(
        instruction,
        `Codex's sandbox has apt-get, not ${foreign}: install what it brings by apt-get.`,
      );
    this.needsFiles ||= isFile;
    this.add(instruction, toHeredoc(`${isFile ? "run_file" : "run"} ${line}`, text, "RUN"));
  }

  /** A value as the script says it; null where it cannot. */
  word(written: string, values: ReadonlyMap<string, string>, fresh: ReadonlySet<string>) {
    const word = toBashWord(written, this.file.escapeToken, values, (name) => this.set.has(name));
    if (word && !word.names.some((name) => fresh.has(name))) return word;
    const known = this.build.expand(written);
    return known === undefined ? null : { text: quoteShell(known), names: [] };
  }

  env(instruction: Instruction) {
    const added: string[] = [];
    // All values of one ENV see what was set before it.
    const fresh = new Set<string>();
    for (const { name, written } of readAssignments(instruction, this.file.escapeToken)) {
      if (written === null) continue;
      const inProfile = this.word(written, this.args, fresh);
      const inScript = this.word(written, new Map(), fresh);
      if (!/^[A-Za-z_]\w*$/.test(name) || READ_ONLY.has(name) || !inProfile || !inScript) {
        this.leave(instruction, `Bash cannot set ${name} like this; set it in the environment's settings.`);
        continue;
      }
      fresh.add(name);
      this.profile.push(`export ${name}=${inProfile.text}`);
      const comesFromArg = inScript.names.some((used) => this.args.has(used));
      const isLate = inScript.names.some((used) => used === name || !this.set.has(used) || used === "PATH");
      added.push(
        comesFromArg && !isLate
          ? `keep "export ${name}=$(printf %q ${inScript.text})"`
          : `keep ${quoteShell(this.profile.at(-1)!)}`,
      );
    }
    for (const name of fresh) {
      this.set.add(name);
      this.args.delete(name);
    }
    if (added.length > 0) this.add(instruction, ...added);
  }

  arg(instruction: Instruction) {
    const added: string[] = [];
    for (const { name, written } of readAssignments(instruction, this.file.escapeToken)) {
      if (this.build.fromEnv.has(name)) continue;
      const known = written === null ? this.build.readGlobal(instruction, name) : this.build.expand(written);
      const word = written === null ? null : this.word(written, new Map(), new Set());
      const text = word?.text ?? (known === undefined ? null : quoteShell(known));
      if (text === null || !/^[A-Za-z_]\w*$/.test(name) || READ_ONLY.has(name)) {
        if (!this.set.has(name))
          this.leave(
            instruction,
            `${name} has no value that the Dockerfile tells; set it in the environment's settings.`,
          );
        continue;
      }
      added.push(`export ${name}=${text}`);
      this.set.add(name);
      this.args.set(name, known ?? "");
    }
    if (added.length > 0) this.add(instruction, ...added);
  }

  workdir(instruction: Instruction) {
    const word = this.word(instruction.args, new Map(), new Set());
    if (!word) return this.leave(instruction, "Its path uses what only the base image knows.");
    this.add(instruction, `mkdir -p ${word.text}`, `cd ${word.text}`);
  }

  files(instruction: Instruction) {
    const { lines, why } = toFileStep(this.file.text, instruction, this.build);
    if (why !== null) this.leave(instruction, why);
    else this.add(instruction, ...lines);
  }

  shell(instruction: Instruction, json: string[]) {
    this.hasShell = SHELLS.has(json[0]?.replace(/^.*\//s, "") ?? "");
    if (this.hasShell) this.add(instruction, `bakehouse_shell=(${json.map(quoteShell).join(" ")})`);
    else this.leave(instruction, "Codex's sandbox does not have this shell.");
  }
}
