/**
 * A line of CSV as RFC 4180 has it, with its end. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, which makes it text (owasp.org/www-community/attacks/CSV_Injection).
 */
export function toCsvRow(cells: readonly (string | null)[]): string {
  return `${cells.map(toCell).join(",")}\r\n`;
}

function toCell(value: string | null): string {
  if (value === null) return "";
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
