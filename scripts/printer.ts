import { appendLog } from "./append-log.ts";

const WIDTH = 52;

/**
 * Says on the terminal what happens, one line a step, and keeps the same lines in a file.
 * `token` prints to standard error, so that standard output holds the token alone.
 */
export class Printer {
  private readonly stream: NodeJS.WriteStream;
  private readonly file: string;

  constructor(stream: NodeJS.WriteStream, file: string) {
    this.stream = stream;
    this.file = file;
    // A terminal that is closed must not end us before what we started.
    stream.on("error", () => {});
  }

  line(text = ""): void {
    this.stream.write(`${text}\n`);
    appendLog(this.file, `${new Date().toISOString()} ${text}\n`);
  }

  done(label: string, since: number): void {
    this.line(`  ✓ ${label.padEnd(WIDTH)}${seconds(since).padStart(7)} s`);
  }

  /** For steps that take long enough to be wondered about. */
  busy(label: string): void {
    this.line(`  · ${label} …`);
  }

  failed(label: string, since: number): void {
    this.line(`  ✗ ${label.padEnd(WIDTH)}${seconds(since).padStart(7)} s`);
  }
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
