import { exampleBody } from "#components/api-reference/example-body";
import type { OwnValues } from "#components/api-reference/own-values";
import type { Operation, Parameter } from "#components/api-reference/reference";

/** The operation as a command for a shell, with the viewer's own site, team and image in it. */
export function curlCommand(operation: Operation, own: OwnValues): string {
  const { method, path, parameters, body, answers } = operation;
  const streams = answers.some(({ types }) => types.includes("text/event-stream"));
  const url = `${own.origin}/api/v1${fillPath(path, own)}${toQuery(parameters, own)}`;
  const content = body ? JSON.stringify(exampleBody(body, own), null, 2) : null;
  return [
    `curl -sS${streams ? " -N" : ""}${method === "GET" ? "" : ` -X ${method}`} -H "Authorization: Bearer $BAKEHOUSE_TOKEN"`,
    ...(content ? ['-H "Content-Type: application/json"', `-d ${quote(content)}`] : []),
    `"${url}"`,
  ].join(" \\\n  ");
}

/** Names in braces become values; what nobody can know stays a word in capitals to replace. */
export function fillPath(path: string, own: OwnValues): string {
  const values: Record<string, string | number> = {
    team: own.team,
    image: own.image,
    number: own.version,
    project: own.project,
    use: own.use,
    user: own.user,
    channel: "stable",
    withTeam: own.otherTeam,
    step: 0,
    ...(path.startsWith("/builds/") && { id: own.build }),
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? name.toUpperCase()),
  );
}

/** The parameters that are required, and the team, which narrows a list to one's own. */
function toQuery(parameters: readonly Parameter[], own: OwnValues): string {
  const query = new URLSearchParams();
  for (const { name, required, schema, in: place } of parameters) {
    if (place !== "query") continue;
    if (name === "team") query.set(name, own.team);
    else if (required) query.set(name, String(schema.enum?.[0] ?? schema.default ?? name.toUpperCase()));
  }
  return query.size > 0 ? `?${query}` : "";
}

/** A text as one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
