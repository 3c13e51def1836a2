import type { TextRange } from "#lib/dockerfile/fault-in";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Flag } from "#lib/dockerfile/read-flags";

export interface MountField {
  /** In lower case. */
  key: string;
  /** null where there is no "=". */
  value: string | null;
  /** The range of the value in the logical line; of the whole field where there is no value. */
  range: TextRange;
}

export interface Mount {
  flag: Flag;
  fields: MountField[];
  /** Whether its quotes, if any, close. */
  isWellFormed: boolean;
}

/** Returns the `--mount` flags of a RUN, each split into its comma-separated fields. */
export function readMounts(instruction: Instruction): Mount[] {
  return instruction.flags
    .filter((flag) => flag.name === "mount" && flag.value !== null)
    .map((flag) => {
      const text = flag.value!;
      const fields: MountField[] = [];
      let isWellFormed = true;
      for (let at = 0; at <= text.length; ) {
        const quoted = text[at] === '"';
        const close = quoted ? text.indexOf('"', at + 1) : -1;
        const comma = text.indexOf(",", close === -1 ? at : close);
        const end = comma === -1 ? text.length : comma;
        if (quoted && close !== end - 1) isWellFormed = false;
        const from = quoted ? at + 1 : at;
        const to = quoted && close === end - 1 ? end - 1 : end;
        const field = text.slice(from, to);
        const equals = field.indexOf("=");
        const start = equals === -1 ? from : from + equals + 1;
        fields.push({
          key: (equals === -1 ? field : field.slice(0, equals)).toLowerCase(),
          value: equals === -1 ? null : field.slice(equals + 1),
          range: { start: flag.valueAt[start] ?? flag.end, end: (flag.valueAt[to - 1] ?? flag.end - 1) + 1 },
        });
        at = end + 1;
      }
      return { flag, fields, isWellFormed };
    });
}
