import type { OwnValues } from "#components/api-reference/own-values";
import type { Schema } from "#components/api-reference/reference";

const DAY_MS = 86_400_000;

/** A body that the operation would take: what is required, in the viewer's own values where there are some. */
export function exampleBody(schema: Schema, own: OwnValues): unknown {
  return example("", schema, own);
}

function example(name: string, schema: Schema, own: OwnValues): unknown {
  if (schema.const !== undefined) return schema.const;
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (first) return example(name, first, own);
  if (schema.type === "object") return exampleObject(schema, own);
  if (schema.type === "array") return schema.items ? [example(name, schema.items, own)] : [];
  const known = knownValue(name, own);
  const isText = schema.type === "string";
  if (known !== undefined && isText === (typeof known === "string") && !schema.enum) return known;
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.type === "boolean") return true;
  if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
  return isText ? exampleText(name, schema) : null;
}

function exampleObject(schema: Schema, own: OwnValues): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {});
  const required = fields.filter(([name]) => schema.required?.includes(name));
  // Where all may be left out, an example without any would say nothing.
  const chosen = required.length > 0 ? required : fields;
  return Object.fromEntries(chosen.map(([name, field]) => [name, example(name, field, own)]));
}

function knownValue(name: string, own: OwnValues): unknown {
  const known: Record<string, unknown> = {
    team: own.team,
    toTeam: own.otherTeam,
    image: `${own.team}/${own.image}`,
    version: own.version,
    number: own.version,
    basedOn: own.version,
    build: own.tag,
    channel: "stable",
    dockerfile: "FROM codex-base:latest\nRUN apt-get update && apt-get install -y ffmpeg\n",
    message: "Add ffmpeg",
    description: "Cuts and encodes video",
    reason: "Tried for a week",
    url: "https://ci.example.com/hooks/bakehouse",
    reference: "docker.io/library/debian:12",
    password: "a long password",
    current: "the password until now",
    next: "another long password",
    email: "someone@example.com",
    name: "example",
    platform: "linux/amd64",
    labels: "gpu",
  };
  return known[name];
}

function exampleText(name: string, { format }: Schema): string {
  if (format === "email") return "someone@example.com";
  if (format === "uuid") return "ID";
  if (format === "date-time") return new Date(Math.ceil(Date.now() / DAY_MS + 14) * DAY_MS).toISOString();
  return name.toUpperCase() || "TEXT";
}
