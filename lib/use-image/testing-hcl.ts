/** A block of HCL: its attributes, and the blocks in it by type and labels. */
export interface HclBlock {
  attributes: Record<string, unknown>;
  blocks: Record<string, HclBlock[]>;
}

const TOKEN = /\s*(?:#.*\n\s*)*("(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_][\w.-]*|[{}[\]()=,])/y;

/** For tests: reads as much of HCL (native syntax) as our texts need, and refuses all else. */
export function parseHcl(text: string): HclBlock {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) tokens.push(match[1]!);
  const read = tokens.join("").length;
  if (
    read !==
    text.replace(/#.*\n/g, "").replace(/"(?:[^"\\\n]|\\.)*"|\s+/g, (part) => (part[0] === '"' ? part : ""))
      .length
  )
    throw new Error("There is something in it that is no token.");

  let at = 0;
  const take = (wanted?: string) => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(
        `Expected ${wanted ?? "more"}, got ${token} after ${tokens.slice(Math.max(0, at - 6), at - 1).join(" ")}`,
      );
    return token;
  };
  const readValue = (): unknown => {
    const token = take();
    if (token === "[" || token === "(") {
      const end = token === "[" ? "]" : ")";
      const values: unknown[] = [];
      while (tokens[at] !== end) {
        values.push(readValue());
        if (tokens[at] !== end) take(",");
      }
      take(end);
      return values;
    }
    if (token === "{") return readBody("}").attributes;
    if (token.startsWith('"') || /^-?\d/.test(token)) return JSON.parse(token);
    if (token === "true" || token === "false") return token === "true";
    if (!/^[A-Za-z_]/.test(token)) throw new Error(`${token} is no value`);
    return tokens[at] === "(" ? { call: token, with: readValue() } : { name: token };
  };
  const readBody = (end: string | undefined): HclBlock => {
    const body: HclBlock = { attributes: {}, blocks: {} };
    while (tokens[at] !== end) {
      const name = take();
      if (tokens[at] === "=") {
        take("=");
        if (name in body.attributes) throw new Error(`${name} stands twice`);
        body.attributes[name] = readValue();
        continue;
      }
      const labels: string[] = [];
      while (tokens[at]?.startsWith('"')) labels.push(JSON.parse(take()));
      take("{");
      const key = [name, ...labels].join(" ");
      body.blocks[key] = [...(body.blocks[key] ?? []), readBody("}")];
    }
    if (end !== undefined) take(end);
    return body;
  };
  return readBody(undefined);
}
