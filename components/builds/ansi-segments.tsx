import Anser from "anser";

/** A run of characters that look alike. */
export interface Segment {
  text: string;
  /** Such as "bold underline". */
  decorations: string;
  /** CSS colours for those that are not among the terminal's sixteen. */
  color?: string;
  background?: string;
}

/** Sets the terminal's ordinary font: changes nothing, but has Anser apply what earlier lines left on. */
const NO_CHANGE = "\u001b[10m";
// Titles and links (OSC, ended by BEL, which our worker writes as \x07, or ST), character sets, and the rest
// of the two-character sequences: they show nothing in a log.
const OTHER_SEQUENCES = /\u001b(?:\][^\u001b]*?(?:\\x07|\u001b\\|$)|[()*+][0-9A-Za-z]|[@-Z\\^_=>78c])/g;

/**
 * Turns lines into runs of text with their colours, as a terminal would: what a line turns on and does not
 * turn off goes on in the next. One for each stretch of lines, which it must get in their order.
 */
export class AnsiReader {
  private readonly anser = new Anser();
  private isPlain = true;

  read(text: string): Segment[] {
    if (this.isPlain && !text.includes("\u001b")) return text ? [{ text, decorations: "" }] : [];
    this.isPlain = false;
    const source = NO_CHANGE + text.replace(OTHER_SEQUENCES, "");
    const entries = this.anser.ansiToJson(source, { json: true, use_classes: true, remove_empty: true });
    return entries.map((entry) => toSegment(entry)).filter(({ text }) => text !== "");
  }
}

/** The text without its control sequences, as people see and copy it. */
export function plainText(text: string): string {
  return text.includes("\u001b")
    ? new AnsiReader()
        .read(text)
        .map((segment) => segment.text)
        .join("")
    : text;
}

function toSegment(entry: Anser.AnserJsonEntry): Segment {
  const fg = colourOf(entry.fg, entry.fg_truecolor);
  const bg = colourOf(entry.bg, entry.bg_truecolor);
  return {
    // A lone escape that begins nothing we know.
    text: entry.content.replaceAll("\u001b", "␛"),
    decorations: entry.decorations.join(" "),
    // On a coloured ground the text keeps the page's own colour, which has contrast with every tint.
    ...(bg ? { background: bg } : fg ? { color: fg } : {}),
  };
}

const LEVELS = [0, 95, 135, 175, 215, 255] as const;

/** One of the sixteen as a variable of the theme; any other brought to a lightness that can be read. */
function colourOf(name: string | null, truecolor: string | null): string | undefined {
  if (!name) return undefined;
  const known = /^ansi-((?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white))$/.exec(name)?.[1];
  if (known) return `var(--ansi-${known})`;
  const index = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  const rgb = index === undefined ? truecolor : paletteColour(Number(index));
  if (!rgb) return undefined;
  return `light-dark(oklch(from rgb(${rgb}) min(l, 0.5) c h), oklch(from rgb(${rgb}) max(l, 0.75) c h))`;
}

/** Of xterm's 256 colours those from 16 on: a cube of 6×6×6, then 24 greys. */
function paletteColour(index: number): string {
  const level = (place: number) => LEVELS[Math.floor((index - 16) / place) % 6];
  if (index < 232) return `${level(36)}, ${level(6)}, ${level(1)}`;
  const grey = 8 + (index - 232) * 10;
  return `${grey}, ${grey}, ${grey}`;
}
