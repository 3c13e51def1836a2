import { isUtf8 } from "node:buffer";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
// TAB and ESC stay: the one is harmless, the other begins the ANSI sequences that colour a log.
const controls = /[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f]/g;

/**
 * Bytes as text that PostgreSQL can hold and people can read: UTF-8 as it is, every byte that is none and
 * every control character but TAB and ESC as `\xNN`.
 */
export function printableText(bytes: Uint8Array): string {
  return decode(bytes).replace(controls, (control) => escapeByte(control.charCodeAt(0)));
}

/**
 * How many bytes of the end are the beginning of a character that goes on after it, as far as one can tell
 * without having seen more: 0 to 3.
 */
export function countUnfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

// Halves what has a fault in it until the fault stands alone: it is mostly one stray byte in much good text.
function decode(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return decoder.decode(bytes);
  if (bytes.length <= 16) return decodeByCharacter(bytes);
  const half = bytes.length >> 1;
  // Four continuation bytes in a row: the last belongs to no character, so half is as good as any.
  const middle = [half, half - 1, half - 2, half - 3].find((i) => !isContinuation(bytes[i]!)) ?? half;
  return decode(bytes.subarray(0, middle)) + decode(bytes.subarray(middle));
}

function decodeByCharacter(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const character = bytes.subarray(i, i + lengthOf(bytes[i]!));
    const isWhole = isUtf8(character);
    text += isWhole ? decoder.decode(character) : escapeByte(bytes[i]!);
    i += isWhole ? character.length : 1;
  }
  return text;
}

const isContinuation = (byte: number) => byte >= 0x80 && byte < 0xc0;

function lengthOf(lead: number): number {
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
}

const escapeByte = (byte: number) => `\\x${byte.toString(16).padStart(2, "0")}`;
