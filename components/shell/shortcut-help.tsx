"use client";
import { currentShortcuts } from "#components/shell/shortcuts";
import { Dialog } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";

/** All keys that work on this page. */
export function ShortcutHelp({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" size="md">
      <div className="flex flex-col gap-5">
        {open
          ? currentShortcuts().map(({ title, shortcuts }) => (
              <section key={title}>
                <h3 className="mb-1.5 text-sm font-medium text-subtle">{title}</h3>
                <dl className="flex flex-col">
                  {shortcuts.map(({ keys, label }) => (
                    <div
                      key={keys}
                      className="flex items-center justify-between border-b border-line py-1.5 last:border-0"
                    >
                      <dt>{label}</dt>
                      <dd>
                        <Kbd keys={keys} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))
          : null}
      </div>
    </Dialog>
  );
}
