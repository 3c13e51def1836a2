"use client";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { InlineCode } from "#components/api-reference/inline-code";
import type { Schema } from "#components/api-reference/reference";
import { type Field, limitsOf, type Shape, shapesOf, typeWord } from "#components/api-reference/schema-shape";
import { classes } from "#components/ui/classes";

export interface SchemaFieldsProps {
  schema: Schema;
  /** Bodies say what has to be there; answers what may be missing. */
  marks: "required" | "optional";
}

/** The fields of a body: name, type, what it means. What is inside a field opens below it. */
export function SchemaFields({ schema, marks }: SchemaFieldsProps) {
  const shapes = shapesOf(schema);
  if (shapes.length === 0) {
    return <p className="py-1.5 text-sm text-muted">{typeWord(schema)}</p>;
  }
  return <Shapes shapes={shapes} marks={marks} />;
}

function Shapes({ shapes, marks }: { shapes: readonly Shape[]; marks: SchemaFieldsProps["marks"] }) {
  return shapes.map(({ label, fields }) =>
    label ? (
      <Opening key={label} label={<code className="text-xs">{label}</code>}>
        <FieldList fields={fields} marks={marks} />
      </Opening>
    ) : (
      <FieldList key="" fields={fields} marks={marks} />
    ),
  );
}

/** Something to open. What is closed is not rendered: builds are deep and come up everywhere. */
function Opening({ label, children }: { label: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="min-w-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm pr-1 text-sm text-muted hover:text-fg pointer-coarse:min-h-9"
      >
        <ChevronRight
          className={classes("size-4 transition-transform", isOpen && "rotate-90")}
          aria-hidden="true"
        />
        {label}
      </button>
      <div id={id} className={isOpen ? "mt-1 border-l-2 border-line pl-3" : undefined}>
        {isOpen ? children : null}
      </div>
    </div>
  );
}

/** Fields or parameters, one below the other. */
export function FieldList({
  fields,
  marks,
}: {
  fields: readonly Field[];
  marks: SchemaFieldsProps["marks"];
}) {
  return (
    <dl className="text-sm">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} marks={marks} />
      ))}
    </dl>
  );
}

function FieldRow({ field, marks }: { field: Field; marks: SchemaFieldsProps["marks"] }) {
  const { name, schema, isRequired } = field;
  const shapes = shapesOf(schema);
  const limits = limitsOf(schema);
  const mark = marks === "required" ? (isRequired ? "required" : null) : isRequired ? null : "may be missing";
  return (
    <div className="grid grid-cols-1 border-b border-line py-1.5 last:border-0 sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-x-4">
      <dt className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <code className="wrap-anywhere">{name}</code>
        {mark ? (
          <span className={classes("text-xs", mark === "required" ? "text-accent" : "text-subtle")}>
            {mark}
          </span>
        ) : null}
      </dt>
      <dd className="min-w-0">
        <p className="text-muted">
          <span className="wrap-anywhere">{typeWord(schema)}</span>
          {limits.length > 0 ? <span className="text-subtle"> · {limits.join(" · ")}</span> : null}
        </p>
        {schema.description ? (
          <p>
            <InlineCode text={schema.description} />
          </p>
        ) : null}
        {shapes.length > 0 ? (
          <Opening
            label={
              <>
                Its fields<span className="sr-only"> of {name}</span>
              </>
            }
          >
            <Shapes shapes={shapes} marks={marks} />
          </Opening>
        ) : null}
      </dd>
    </div>
  );
}
