/** Between two ways of doing the same. */
export function OrLine() {
  return (
    <div className="my-5 flex items-center gap-3 text-sm text-subtle">
      <span className="h-px flex-1 bg-line" aria-hidden="true" />
      or
      <span className="h-px flex-1 bg-line" aria-hidden="true" />
    </div>
  );
}
