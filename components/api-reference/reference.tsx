import type { openapiDocument } from "#lib/api/openapi";

type Document = Awaited<ReturnType<typeof openapiDocument>>;

/** What of JSON Schema the document uses. */
export interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

export interface Answer {
  status: string;
  description: string;
  /** Media types; none for an answer without a body. */
  types: readonly string[];
  schema: Schema | null;
}

export interface OperationName {
  id: string;
  method: string;
  /** Below /api/v1. */
  path: string;
  summary: string;
  /** Who may, where not everyone who sees it: "maintainers". */
  who: string | null;
}

export interface Operation extends OperationName {
  description: string | null;
  parameters: readonly Parameter[];
  body: Schema | null;
  answers: readonly Answer[];
}

export interface Group {
  id: string;
  title: string;
  operations: readonly Operation[];
}

interface RawOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: readonly string[];
  parameters?: readonly Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

/** The operations of the API's document by tag, in alphabetical order of tags and in the document's within each. */
export function readReference(document: Document): Group[] {
  const paths = (document.paths ?? {}) as Record<string, Record<string, RawOperation>>;
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags?.[0] ?? "Other",
      operation: toOperation(path, method, operation),
    })),
  );
  return [...Map.groupBy(all, ({ tag }) => tag)]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([title, of]) => ({
      id: title.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
      title,
      operations: of.map(({ operation }) => operation),
    }));
}

function toOperation(path: string, method: string, raw: RawOperation): Operation {
  const [, summary = "", who = null] =
    /^(.*?)(?: \(((?:maintainers|owners|administrators)[^)]*)\))?$/.exec(raw.summary ?? "") ?? [];
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary,
    who,
    description: raw.description ?? null,
    parameters: raw.parameters ?? [],
    body: raw.requestBody?.content?.["application/json"]?.schema ?? null,
    // Problems are alike everywhere: they are told of once.
    answers: Object.entries(raw.responses ?? {})
      .filter(([status]) => status !== "default")
      .map(([status, { description, content = {} }]) => toAnswer(status, description, content)),
  };
}

function toAnswer(
  status: string,
  description: string | undefined,
  content: Record<string, { schema?: Schema }>,
): Answer {
  const types = Object.keys(content);
  const schema = Object.values(content)[0]?.schema ?? null;
  const isEvents = types[0] === "text/event-stream";
  return {
    status,
    description:
      status === "304" ? "Nothing has changed since" : description === "OK" ? "" : (description ?? ""),
    types,
    schema: isEvents ? (schema?.oneOf?.[0]?.properties?.data ?? schema) : types.length > 1 ? null : schema,
  };
}
