"use client";
import type { RefObject } from "react";
import { useSearchText } from "#components/images/catalogue-search-text";
import type { ProjectsSearch } from "#components/projects/projects-search";
import { SearchInput } from "#components/ui/search-input";
import { Select } from "#components/ui/select";
import { Spinner } from "#components/ui/spinner";

/** Stands for “all”: a Select has no empty value. */
const ALL = "*";

export interface ProjectsFiltersProps {
  search: ProjectsSearch;
  onChange: (changes: Partial<Record<keyof ProjectsSearch, string | null>>) => void;
  teams: readonly string[];
  isSearching: boolean;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** Search by name, and whose projects are shown. */
export function ProjectsFilters({ search, onChange, teams, isSearching, inputRef }: ProjectsFiltersProps) {
  const [text, setText] = useSearchText(search.q, (q) => onChange({ q: q || null }));
  const names = search.team && !teams.includes(search.team) ? [...teams, search.team] : teams;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        ref={inputRef}
        label="Search projects"
        placeholder="Search by name"
        keys="/"
        value={text}
        onValueChange={setText}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="min-w-full flex-1 sm:min-w-64"
      />
      {names.length > 1 || search.team ? (
        <Select
          label="Team"
          size="sm"
          className="w-auto! max-w-44 max-sm:flex-1"
          value={search.team ?? ALL}
          options={[
            { value: ALL, label: "All teams" },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
          onValueChange={(team) => onChange({ team: team === ALL ? null : team })}
        />
      ) : null}
      {isSearching ? <Spinner className="skeleton-delay size-3.5! text-subtle" /> : null}
    </search>
  );
}
