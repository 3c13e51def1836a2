/** A line of a step's log, or several: what a link such as `#step-3:120-124` names. */
export interface LogAddress {
  step: number;
  /** From 1; absent when the whole step is meant. */
  from?: number;
  /** The last line; `from` unless it is a range. */
  to?: number;
}

/** Reads the hash of an address; null when it names no place in a log. */
export function parseLogAddress(hash: string): LogAddress | null {
  const match = /^#?step-(\d{1,6})(?::(\d{1,9})(?:-(\d{1,9}))?)?$/.exec(hash);
  if (!match) return null;
  const step = Number(match[1]);
  if (match[2] === undefined) return { step };
  const from = Math.max(1, Number(match[2]));
  const to = match[3] === undefined ? from : Math.max(1, Number(match[3]));
  return { step, from: Math.min(from, to), to: Math.max(from, to) };
}

/** The hash of an address, with its "#". */
export function formatLogAddress({ step, from, to }: LogAddress): string {
  if (from === undefined) return `#step-${step}`;
  return to === undefined || to === from ? `#step-${step}:${from}` : `#step-${step}:${from}-${to}`;
}

/** Whether a line is among those that the address names. */
export function isAddressed(address: LogAddress | null, step: number, from: number, to = from): boolean {
  if (!address || address.step !== step || address.from === undefined) return false;
  return from <= (address.to ?? address.from) && to >= address.from;
}
