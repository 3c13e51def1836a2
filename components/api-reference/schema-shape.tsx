import type { Schema } from "#components/api-reference/reference";

export interface Field {
  name: string;
  schema: Schema;
  isRequired: boolean;
}

/** The fields of one shape that a value can have; a label where there are several shapes. */
export interface Shape {
  label: string | null;
  fields: Field[];
}

const isNull = (schema: Schema) => schema.type === "null";

/** The alternatives of a schema, without null, and whether null is one of them. */
function alternatives(schema: Schema): { list: readonly Schema[]; isNullable: boolean } {
  const union = schema.anyOf ?? schema.oneOf;
  if (!union) return { list: [schema], isNullable: isNull(schema) };
  const parts = union.map(alternatives);
  return {
    list: parts.flatMap(({ list }) => list.filter((each) => !isNull(each))),
    isNullable: parts.some(({ isNullable }) => isNullable),
  };
}

/** What a value is, in a few words: "string", "time or null", "list of objects", "viewer or owner". */
export function typeWord(schema: Schema): string {
  const { list, isNullable } = alternatives(schema);
  const words = [...new Set(list.map(plainWord))];
  const word =
    list.length > 1 && words.every((each) => each === "object")
      ? "one of several objects"
      : words.join(" or ");
  return isNullable ? [word, "null"].filter(Boolean).join(" or ") : word;
}

const FORMATS: Record<string, string> = { "date-time": "time", uuid: "UUID", date: "day", email: "e-mail" };

function plainWord(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.type === "array") return schema.items ? `list of ${plural(typeWord(schema.items))}` : "list";
  if (schema.type === "object" && !schema.properties && typeof schema.additionalProperties === "object") {
    const of = typeWord(schema.additionalProperties);
    return of === "anything" ? "object of any fields" : `object with ${plural(of)} by name`;
  }
  if (schema.format && FORMATS[schema.format]) return FORMATS[schema.format] ?? "";
  return schema.type ?? "anything";
}

function plural(word: string): string {
  return /^(string|object|integer|number|boolean|time|day|UUID|e-mail)$/.test(word)
    ? `${word}s`
    : `(${word})`;
}

/** What else holds for a value: its default and its limits. */
export function limitsOf(schema: Schema): string[] {
  const [only = schema] = alternatives(schema).list;
  const { minimum, maximum, minLength, maxLength } = only;
  // JavaScript's own limits say nothing.
  const least = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : null;
  const most = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : null;
  const value = schema.default ?? only.default;
  return [
    value === undefined || value === "" ? null : `default ${JSON.stringify(value)}`,
    least !== null && most !== null
      ? `${least} to ${most}`
      : least !== null
        ? `at least ${least}`
        : most !== null
          ? `at most ${most}`
          : null,
    maxLength ? `at most ${maxLength} characters` : minLength ? "not empty" : null,
  ].filter((each) => each !== null);
}

/** The fields inside a value, looked for through lists, maps and null; none for a plain value. */
export function shapesOf(schema: Schema): Shape[] {
  const { list } = alternatives(schema);
  const shapes = list.flatMap(ownShapes);
  if (shapes.length < 2) return shapes;
  return shapes.map((shape, index) => ({ ...shape, label: labelOf(shape) ?? `Shape ${index + 1}` }));
}

function ownShapes(schema: Schema): Shape[] {
  if (schema.items) return shapesOf(schema.items);
  if (!schema.properties) {
    return typeof schema.additionalProperties === "object" ? shapesOf(schema.additionalProperties) : [];
  }
  const fields = Object.entries(schema.properties).map(([name, field]) => ({
    name,
    schema: field,
    isRequired: schema.required?.includes(name) ?? false,
  }));
  return fields.length > 0 ? [{ label: null, fields }] : [];
}

/** What tells one shape from the others: its first constant field. */
function labelOf({ fields }: Shape): string | null {
  const constant = fields.find(({ schema }) => schema.const !== undefined);
  return constant ? `${constant.name}: ${JSON.stringify(constant.schema.const)}` : null;
}
