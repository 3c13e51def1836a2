import { faultIn, type TextRange } from "#lib/dockerfile/fault-in";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { type Mount, readMounts } from "#lib/dockerfile/read-mounts";
import { suggestWord } from "#lib/dockerfile/suggest-word";

const TYPES = ["bind", "cache", "tmpfs", "secret", "ssh"];
const WITHOUT_VALUE = ["readonly", "ro", "readwrite", "rw", "required"];
const KEYS = [
  ...["type", "from", "source", "src", "target", "dst", "destination", "id", "sharing", "size"],
  ...["mode", "uid", "gid", "env", ...WITHOUT_VALUE],
];

function checkMount(instruction: Instruction, mount: Mount): Fault[] {
  const faults: Fault[] = [];
  const report = (range: TextRange, message: string, hint?: string) =>
    faults.push(
      faultIn(instruction, range, {
        severity: "error",
        code: "mount-invalid",
        message,
        ...(hint && { hint }),
      }),
    );
  if (!mount.isWellFormed) {
    report(mount.flag, 'A quoted field of --mount must end with " right before the comma.');
    return faults;
  }
  const readField = (...keys: string[]) =>
    mount.fields.findLast((field) => keys.includes(field.key))?.value ?? "";
  const type = readField("type").toLowerCase() || "bind";
  for (const { key, value, range } of mount.fields) {
    if (!KEYS.includes(key)) {
      const meant = suggestWord(key, KEYS);
      report(range, `--mount has no "${key}".`, meant ? `Did you mean ${meant}?` : undefined);
    } else if (value === null) {
      if (!WITHOUT_VALUE.includes(key)) report(range, `In --mount, ${key} needs a value: ${key}=…`);
    } else if (key === "from" && /\$(?!$)/.test(value)) {
      const hint = "Give the image a stage of its own (FROM $NAME AS tools) and write from=tools.";
      report(range, "from= of a mount takes no variables.", hint);
    } else if (key === "type" && !value.includes("$") && !TYPES.includes(value.toLowerCase())) {
      const meant = suggestWord(value, TYPES);
      report(
        range,
        `A mount's type is one of ${TYPES.join(", ")}, not "${value}".`,
        meant ? `Did you mean ${meant}?` : undefined,
      );
    } else if (/^(?:uid|gid|mode)$/.test(key) && !value.includes("$") && !/^\d+$/.test(value)) {
      report(range, `${key}= is a number, not "${value}".`);
    } else if (key === "sharing" && !value.includes("$") && !/^(shared|private|locked)$/i.test(value)) {
      report(range, `sharing= is one of shared, private, locked, not "${value}".`);
    }
  }
  if (
    type === "secret" &&
    !readField("source", "src") &&
    !readField("target", "dst", "destination") &&
    !readField("id")
  ) {
    report(mount.flag, "A secret mount needs an id, a source or a target.");
  }
  return faults;
}

/** Returns what is wrong with the `--mount` flags of a RUN. */
export function checkMounts(instruction: Instruction): Fault[] {
  return readMounts(instruction).flatMap((mount) => checkMount(instruction, mount));
}
