"use client";
import { Tabs } from "@base-ui/react/tabs";
import { CopyField } from "#components/ui/copy-field";
import { Select } from "#components/ui/select";
import type { UseTab } from "#lib/use-image/schemas";

const LEFT_OUT = /^Not carried over, /;

/** The texts, one tab a place; on a phone the tabs are a list to choose from. */
export function UseImageTexts(props: {
  tabs: readonly UseTab[];
  current: string;
  onCurrentChange: (id: string) => void;
}) {
  const { tabs, onCurrentChange } = props;
  const current = tabs.find(({ id }) => id === props.current) ?? tabs[0];
  if (!current) return null;
  return (
    <Tabs.Root value={current.id} onValueChange={(id) => onCurrentChange(id as string)}>
      <div className="sm:hidden">
        <Select
          label="Where it is used"
          prefix="For:"
          className="w-full"
          options={tabs.map(({ id, title }) => ({ value: id, label: title }))}
          value={current.id}
          onValueChange={onCurrentChange}
        />
      </div>
      <Tabs.List
        aria-label="Where it is used"
        activateOnFocus
        className="flex gap-1 overflow-x-auto rounded-md border border-line-strong bg-sunken p-0.5 [scrollbar-width:thin] max-sm:hidden"
      >
        {tabs.map(({ id, title }) => (
          <Tabs.Tab
            key={id}
            value={id}
            className="inline-flex h-7 shrink-0 items-center rounded-sm border border-transparent px-2.5 text-sm text-muted transition-colors hover:text-fg focus-visible:-outline-offset-2 data-active:border-line-strong data-active:bg-raised data-active:font-medium data-active:text-fg pointer-coarse:h-9"
          >
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id} className="pt-4">
          <UseImagePanel tab={tab} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

function UseImagePanel({ tab: { files, notes } }: { tab: UseTab }) {
  const leftOut = notes.filter((note) => LEFT_OUT.test(note));
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        {files.map(({ path, text }) => (
          <CopyField
            key={path}
            label={path}
            value={text}
            what={path === "In a shell" ? "command" : path}
            multiline
          />
        ))}
      </div>
      <div className="flex min-w-0 flex-col gap-4 text-sm">
        <Notes title="Good to know" notes={notes.filter((note) => !LEFT_OUT.test(note))} />
        {leftOut.length > 0 ? (
          <Notes
            title="Not carried over"
            notes={leftOut.map((note) => note.replace(LEFT_OUT, "").replace(/^l/, "L"))}
          />
        ) : null}
      </div>
    </div>
  );
}

function Notes({ title, notes }: { title: string; notes: readonly string[] }) {
  return (
    <div>
      <h3 className="mb-1.5 font-medium">{title}</h3>
      <ul className="flex flex-col gap-1.5 text-muted">
        {notes.map((note) => (
          <li key={note} className="border-l-2 border-line pl-3 wrap-anywhere">
            {note}
          </li>
        ))}
      </ul>
    </div>
  );
}
