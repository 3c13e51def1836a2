"use client";
import type { RefObject } from "react";
import type { CatalogueSearch } from "#components/images/catalogue-search";
import { useSearchText } from "#components/images/catalogue-search-text";
import { TeamFilter } from "#components/teams/team-filter";
import { SearchInput } from "#components/ui/search-input";
import { Select, type SelectOption } from "#components/ui/select";
import { Spinner } from "#components/ui/spinner";
import { STATUS_WORD } from "#components/ui/status-badge";
import { type Status, StatusMark } from "#components/ui/status-mark";
import { formatCount } from "#lib/format/format-count";

/** Stands for “all”: a Select has no empty value. */
const ALL = "*";

const STATUSES = ["queued", "running", "succeeded", "failed", "canceled", "never"] as const;

const STATUS_OPTIONS: readonly SelectOption<Status | typeof ALL>[] = [
  { value: ALL, label: "Any status" },
  ...STATUSES.map((status) => ({
    value: status,
    label: (
      <span className="flex items-center gap-1.5">
        <StatusMark status={status} />
        {STATUS_WORD[status]}
      </span>
    ),
  })),
];

const SORT_OPTIONS = [
  { value: "updated", label: "Recently changed" },
  { value: "name", label: "Name" },
] as const;

export interface CatalogueFiltersProps {
  search: CatalogueSearch;
  onChange: (changes: Partial<Record<keyof CatalogueSearch, string | null>>) => void;
  teams: readonly { name: string }[];
  /** How many images there are for this search. */
  total: number | undefined;
  isSearching: boolean;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** Search, filters, order and how many images they leave. */
export function CatalogueFilters(props: CatalogueFiltersProps) {
  const { search, onChange, teams, total, isSearching, inputRef } = props;
  const [text, setText] = useSearchText(search.q, (q) => onChange({ q: q || null }));
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        ref={inputRef}
        label="Search images"
        placeholder="Search by name, team or description"
        keys="/"
        value={text}
        onValueChange={setText}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="min-w-full flex-1 sm:min-w-64"
      />
      <TeamFilter
        teams={teams.map(({ name }) => name)}
        team={search.team ?? null}
        onChange={(team) => onChange({ team })}
      />
      <Select
        label="Status of the newest build"
        size="sm"
        className="w-auto! max-sm:flex-1"
        value={search.status ?? ALL}
        options={STATUS_OPTIONS}
        onValueChange={(status) => onChange({ status: status === ALL ? null : status })}
      />
      <Select
        label="Order"
        size="sm"
        className="w-auto! max-sm:flex-1"
        value={search.sort}
        options={SORT_OPTIONS}
        onValueChange={(sort) => onChange({ sort: sort === "updated" ? null : sort })}
      />
      <p
        role="status"
        className="flex min-w-20 items-center justify-end gap-1.5 text-sm text-subtle tabular-nums max-sm:min-w-full max-sm:justify-start"
      >
        {isSearching ? <Spinner className="skeleton-delay size-3.5!" /> : null}
        {total === undefined ? null : formatCount(total, "image")}
      </p>
    </search>
  );
}
