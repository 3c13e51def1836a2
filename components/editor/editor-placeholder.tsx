/** Lines beyond it are below the fold of any screen. */
const MAX_LINES = 300;

/** The text as it will stand in the editor, before the editor is there: same type, same measures. */
export function EditorPlaceholder({ value, minHeight }: { value: string; minHeight: string }) {
  const lines = value.split(/\r?\n/).slice(0, MAX_LINES);
  return (
    <div
      aria-hidden
      style={{
        minHeight,
        overflow: "hidden",
        padding: "8px 0",
        background: "var(--bg-sunken)",
        font: "13px/20px var(--font-mono)",
      }}
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <div key={index} style={{ display: "flex", minHeight: 20 }}>
          <span style={{ flex: "0 0 50px", paddingRight: 4, textAlign: "right", color: "var(--fg-subtle)" }}>
            {index + 1}
          </span>
          <span className="whitespace-pre pl-2 max-sm:whitespace-pre-wrap">{line}</span>
        </div>
      ))}
    </div>
  );
}
