"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { FILTERS } from "#components/audit/audit-address";
import { TeamFilter } from "#components/teams/team-filter";
import { Button } from "#components/ui/button";
import { classes } from "#components/ui/classes";
import { CONTROL } from "#components/ui/input";
import { SearchInput } from "#components/ui/search-input";
import { Select } from "#components/ui/select";
import { orpc } from "#lib/api/query";

export interface AuditFiltersProps {
  /** What the address says. */
  values: Record<(typeof FILTERS)[number], string>;
  teams: readonly string[];
  onChange: (changes: Record<string, string | null>) => void;
}

/** Team, action, actor, image and time; all of it stands in the address. */
export function AuditFilters({ values, teams, onChange }: AuditFiltersProps) {
  const { data: facets } = useQuery(
    orpc.audit.facets.queryOptions({ input: { team: values.team || undefined } }),
  );
  const set = (name: string) => (value: string) => onChange({ [name]: value || null });
  const actors = (facets?.actors ?? []).map(({ id, name }) => ({ value: id ?? "", label: name }));
  const isFiltered = FILTERS.some((name) => values[name] !== "");
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <TeamFilter
        teams={teams}
        team={values.team || null}
        onChange={(team) => onChange({ team, action: null, actor: null })}
      />
      <Select
        size="sm"
        label="Action"
        className="w-auto! max-w-52"
        value={values.action}
        onValueChange={set("action")}
        options={withChosen(
          [{ value: "", label: "Any action" }, ...(facets?.actions ?? []).map(same)],
          values.action,
        )}
      />
      <Select
        size="sm"
        label="Who"
        className="w-auto! max-w-52"
        value={values.actor}
        onValueChange={set("actor")}
        options={withChosen(
          [{ value: "", label: "Anyone" }, { value: "system", label: "Bakehouse itself" }, ...actors],
          values.actor,
        )}
      />
      <ImageFilter key={values.image} image={values.image} onChange={set("image")} />
      <Day label="From" value={values.from} onChange={set("from")} />
      <Day label="to" value={values.to} onChange={set("to")} />
      {isFiltered ? (
        <Button
          variant="ghost"
          icon={<X />}
          onClick={() => onChange(Object.fromEntries(FILTERS.map((name) => [name, null])))}
        >
          Clear
        </Button>
      ) : null}
    </div>
  );
}

const same = (value: string) => ({ value, label: value });

/** With what the address asks for, though nothing of the kind is on record. */
function withChosen(options: { value: string; label: string }[], value: string) {
  return options.some((each) => each.value === value) ? options : [...options, same(value)];
}

/** Looked for when it is written to its end: by Enter, or by leaving it. */
function ImageFilter({ image, onChange }: { image: string; onChange: (image: string) => void }) {
  const [text, setText] = useState(image);
  const commit = () => text.trim() !== image && onChange(text.trim());
  return (
    <SearchInput
      label="Image, as team/image"
      placeholder="team/image"
      className="w-44"
      value={text}
      onValueChange={(next) => {
        setText(next);
        if (next === "") onChange("");
      }}
      onBlur={commit}
      onKeyDown={(event) => event.key === "Enter" && commit()}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <label className="flex items-center gap-1.5 text-sm text-subtle">
      {label}
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(CONTROL, "h-8 w-auto! px-2 text-sm pointer-coarse:h-10")}
      />
    </label>
  );
}
