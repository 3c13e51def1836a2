import { appendFileSync } from "node:fs";

/** Adds to a log. A disk that is full loses lines of it, and must not end what writes them. */
export function appendLog(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch {
    // The terminal has them.
  }
}
