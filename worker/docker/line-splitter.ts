import { countUnfinished, printableText } from "#worker/docker/printable-text";

export interface OutputLine {
  text: string;
  /** When its first byte was printed. */
  at: Date;
  stderr: boolean;
  /** The next line of the same stream goes on with this one. */
  continued: boolean;
  /** It ended in a carriage return, as progress bars do: the next line of the same stream replaces it. */
  overwritten: boolean;
}

/** The most bytes that one line holds; what is longer comes in pieces. */
export const longestLine = 16 * 1024;

const LF = 10;
const CR = 13;

/**
 * Turns the output of one step into lines, whatever way it was cut up: the same bytes give the same lines.
 * Keeps at most `longestLine` bytes of either stream.
 */
export class LineSplitter {
  readonly #streams = [new StreamSplitter(false), new StreamSplitter(true)] as const;

  /** The lines that these bytes bring to an end. */
  push(bytes: Uint8Array, stderr: boolean, at: Date): OutputLine[] {
    return this.#streams[stderr ? 1 : 0].push(bytes, at);
  }

  /**
   * What has stood without an end since the last call, as continued pieces: call it on a timer, so that a
   * prompt is seen while a line still growing is left alone.
   */
  flushIdle(): OutputLine[] {
    return this.#streams.flatMap((stream) => stream.flushIdle());
  }

  /** What is left when the step is over. */
  end(): OutputLine[] {
    return this.#streams.flatMap((stream) => stream.end());
  }
}

class StreamSplitter {
  readonly #stderr: boolean;
  readonly #held = new Uint8Array(longestLine);
  #length = 0;
  #at = new Date(0);
  /** A piece of the line is out already. */
  #isOpen = false;
  /** A carriage return was the last thing seen; what follows decides what it was. */
  #isReturned = false;
  #idleLength = 0;

  constructor(stderr: boolean) {
    this.#stderr = stderr;
  }

  push(bytes: Uint8Array, at: Date): OutputLine[] {
    const lines: OutputLine[] = [];
    this.#idleLength = 0;
    let nextLf = bytes.indexOf(LF);
    let nextCr = bytes.indexOf(CR);
    for (let start = 0; start < bytes.length; ) {
      if (nextLf !== -1 && nextLf < start) nextLf = bytes.indexOf(LF, start);
      if (nextCr !== -1 && nextCr < start) nextCr = bytes.indexOf(CR, start);
      const stops = [nextLf, nextCr].filter((position) => position !== -1);
      const stop = Math.min(bytes.length, ...stops);
      if (stop > start) {
        if (this.#isReturned) this.#finish(lines, true);
        this.#hold(lines, bytes.subarray(start, stop), at);
      }
      // Several carriage returns before a line feed are still one line's end, as a terminal shows it.
      if (bytes[stop] === CR) this.#isReturned = true;
      if (bytes[stop] === LF) this.#finish(lines, false, at);
      start = stop + 1;
    }
    return lines;
  }

  flushIdle(): OutputLine[] {
    const lines: OutputLine[] = [];
    const idle = this.#length > 0 && this.#idleLength === this.#length;
    if (idle) this.#emitPiece(lines, this.#length - countUnfinished(this.#held.subarray(0, this.#length)));
    this.#idleLength = this.#length;
    return lines;
  }

  end(): OutputLine[] {
    const lines: OutputLine[] = [];
    if (this.#length > 0 || this.#isOpen) this.#finish(lines, false);
    return lines;
  }

  #hold(lines: OutputLine[], bytes: Uint8Array, at: Date): void {
    for (let rest = bytes; rest.length > 0; ) {
      if (this.#length === longestLine) {
        this.#emitPiece(lines, longestLine - countUnfinished(this.#held));
      }
      if (this.#length === 0) this.#at = at;
      const taken = rest.subarray(0, longestLine - this.#length);
      this.#held.set(taken, this.#length);
      this.#length += taken.length;
      rest = rest.subarray(taken.length);
    }
  }

  #emitPiece(lines: OutputLine[], length: number): void {
    if (length <= 0) return;
    lines.push(this.#toLine(length, true, false));
    this.#held.copyWithin(0, length, this.#length);
    this.#length -= length;
    this.#isOpen = true;
  }

  #finish(lines: OutputLine[], overwritten: boolean, at = this.#at): void {
    if (this.#length === 0) this.#at = at;
    // A return at the very start of a line overwrites nothing.
    if (!overwritten || this.#length > 0 || this.#isOpen) {
      lines.push(this.#toLine(this.#length, false, overwritten));
    }
    this.#length = 0;
    this.#isOpen = false;
    this.#isReturned = false;
  }

  #toLine(length: number, continued: boolean, overwritten: boolean): OutputLine {
    const text = printableText(this.#held.subarray(0, length));
    return { text, at: this.#at, stderr: this.#stderr, continued, overwritten };
  }
}
