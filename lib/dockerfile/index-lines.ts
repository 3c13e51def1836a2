export interface Position {
  /** From 1. */
  line: number;
  /** From 1, counted in UTF-16 units as editors do. */
  column: number;
}

export interface LineIndex {
  lineCount: number;
  positionAt(offset: number): Position;
}

/** Returns where in the lines of `text` an offset is. Lines end at "\n"; a "\r" before it belongs to the line. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    lineCount: starts.length,
    positionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
  };
}
