"use client";
import type { RefObject } from "react";
import { useSearchText } from "#components/images/catalogue-search-text";
import type { ProjectsSearch } from "#components/projects/projects-search";
import { TeamFilter } from "#components/teams/team-filter";
import { SearchInput } from "#components/ui/search-input";
import { Spinner } from "#components/ui/spinner";

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
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        ref={inputRef}
        label="Search projects"
        placeholder="Search by name or team"
        keys="/"
        value={text}
        onValueChange={setText}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="min-w-full flex-1 sm:min-w-64"
      />
      <TeamFilter teams={teams} team={search.team ?? null} onChange={(team) => onChange({ team })} />
      {isSearching ? <Spinner className="skeleton-delay size-3.5! text-subtle" /> : null}
    </search>
  );
}
