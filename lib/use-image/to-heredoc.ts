/** Returns `command` with `body` as its input, word for word: a heredoc whose end stands in none of its lines. */
export function toHeredoc(command: string, body: string, mark: string): string {
  const lines = new Set(body.split("\n"));
  let end = mark;
  for (let n = 2; lines.has(end); n++) end = `${mark}_${n}`;
  return `${command} <<'${end}'\n${body.replace(/\n$/, "")}\n${end}`;
}
