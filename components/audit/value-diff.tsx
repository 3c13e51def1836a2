import { listChanges } from "#components/audit/list-changes";
import type { AuditEvent } from "#lib/audit/schemas";

/** Before and after, value by value: what went in red behind a minus, what came in green behind a plus. */
export function ValueDiff({ before, after }: Pick<AuditEvent, "before" | "after">) {
  const changes = listChanges(before, after);
  if (changes.length === 0) return <p className="text-muted">No value changed; that it was done is all.</p>;
  return (
    <dl className="overflow-clip rounded-md border border-line text-sm">
      {changes.map((change) => (
        <div key={change.name} className="border-b border-line last:border-0">
          <dt className="bg-sunken px-3 py-1 text-xs text-subtle">{change.name}</dt>
          <Side
            sign="−"
            word="before"
            text={change.before}
            className="bg-danger-soft"
            signClass="text-danger"
          />
          <Side
            sign="+"
            word="after"
            text={change.after}
            className="bg-success-soft"
            signClass="text-success"
          />
        </div>
      ))}
    </dl>
  );
}

interface SideProps {
  sign: string;
  word: string;
  text: string | undefined;
  className: string;
  signClass: string;
}

function Side({ sign, word, text, className, signClass }: SideProps) {
  if (text === undefined) return null;
  return (
    <dd className={`flex gap-2 px-3 py-1 font-mono text-log ${className}`}>
      <span className={`select-none ${signClass}`} aria-hidden="true">
        {sign}
      </span>
      <span className="sr-only">{word}: </span>
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">
        {text === "" ? <span className="text-muted">empty</span> : text}
      </span>
    </dd>
  );
}
