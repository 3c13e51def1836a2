import { readFileSync } from "node:fs";

/** Of USER_HZ, which is 100 on every Linux of today: proc(5). */
const TICKS_A_SECOND = 100;

/** What a process has used so far: seconds of processor, and bytes of memory now and at most. */
export function usageOf(pid: number): { cpuSeconds: number; bytes: number; peakBytes: number } {
  // After the command's name, which is in parentheses: the 14th and 15th field are the 12th and 13th of the rest.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
    bytes: kibibytes("VmRSS") * 1024,
    peakBytes: kibibytes("VmHWM") * 1024,
  };
}
