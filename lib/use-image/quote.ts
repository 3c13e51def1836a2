/** Returns `text` as one word of a POSIX shell; plain words stay as they are. */
export function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Returns `text` as a YAML scalar that is a string in YAML 1.1 and 1.2; plain ones stay as they are. */
export function quoteYaml(text: string): string {
  const isPlain =
    /^[a-z_/][\w./@-]*(?::[\w./@-]+)*$/i.test(text) && !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(text);
  const isReference = /^[\w.-]+(?::\d+)?\/[\w./-]+(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?$/.test(text);
  return isPlain || isReference ? text : JSON.stringify(text);
}
