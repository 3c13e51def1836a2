"use client";
import { curlCommand } from "#components/api-reference/curl-command";
import { InlineCode } from "#components/api-reference/inline-code";
import { MethodWord } from "#components/api-reference/method-word";
import type { OwnValues } from "#components/api-reference/own-values";
import type { Answer, Operation } from "#components/api-reference/reference";
import { FieldList, SchemaFields } from "#components/api-reference/schema-fields";
import { typeWord } from "#components/api-reference/schema-shape";
import { Badge } from "#components/ui/badge";
import { CopyField } from "#components/ui/copy-field";

const TYPE_WORDS: Record<string, string> = {
  "text/event-stream": "server-sent events; the data of each is",
  "text/plain": "text",
  "text/csv": "CSV",
  "application/x-ndjson": "a JSON object a line",
};

/** One operation: what it does, what it takes, what it answers, and how to call it. */
export function OperationEntry({ operation, own }: { operation: Operation; own: OwnValues }) {
  const { id, method, path, summary, who, description, parameters, body, answers } = operation;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-16 grid-cols-1 gap-x-8 gap-y-4 border-b border-line py-6 last:border-0 md:scroll-mt-4 2xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)] 2xl:grid-rows-[auto_1fr]"
    >
      <div className="min-w-0">
        <h3 id={`${id}-title`} className="text-lg font-semibold">
          <a href={`#${id}`} className="rounded-sm hover:underline">
            {summary}
          </a>
          {who ? (
            <>
              {" "}
              <Badge>{who}</Badge>
            </>
          ) : null}
        </h3>
        <p className="mt-1 flex items-baseline gap-2">
          <MethodWord method={method} />
          <code className="text-sm wrap-anywhere">/api/v1{path}</code>
        </p>
        {description ? (
          <p className="mt-2 max-w-prose text-muted">
            <InlineCode text={description} />
          </p>
        ) : null}
      </div>
      <div className="min-w-0 2xl:row-span-2">
        <div className="2xl:sticky 2xl:top-5">
          <CopyField multiline what={`command for ${id}`} value={curlCommand(operation, own)} />
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {parameters.length > 0 ? (
          <Part title="Parameters">
            <FieldList
              marks="required"
              fields={parameters.map(({ name, required, schema }) => ({
                name,
                schema,
                isRequired: required ?? false,
              }))}
            />
          </Part>
        ) : null}
        {body ? (
          <Part title="Body, as JSON">
            <SchemaFields schema={body} marks="required" />
          </Part>
        ) : null}
        {answers.map((answer) => (
          <Part key={answer.status} title={answerTitle(answer)}>
            {answer.schema ? <SchemaFields schema={answer.schema} marks="optional" /> : null}
          </Part>
        ))}
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h4 className="border-b border-line pb-1 text-sm text-subtle">{title}</h4>
      {children}
    </div>
  );
}

/** "Answer 200: list of objects", "Answer 304: nothing has changed since". */
function answerTitle({ status, description, types, schema }: Answer): string {
  const words = types.map((type) => TYPE_WORDS[type]).filter(Boolean);
  const what = words.length > 0 ? words.join(", or ") : schema ? typeWord(schema) : description;
  return what ? `Answer ${status}: ${what.slice(0, 1).toLowerCase()}${what.slice(1)}` : `Answer ${status}`;
}
