import { SearchX } from "lucide-react";
import type { CatalogueSearch } from "#components/images/catalogue-search";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { STATUS_WORD } from "#components/ui/status-badge";

/** No image fits: says what was asked and takes it back. */
export function CatalogueNothingFound({ search, onClear }: { search: CatalogueSearch; onClear: () => void }) {
  const { q, team, status } = search;
  const asked = [
    q ? `has “${q}” in its name, team or description` : null,
    status ? `has “${STATUS_WORD[status].toLowerCase()}” as the status of its newest build` : null,
  ].filter(Boolean);
  return (
    <EmptyState
      icon={<SearchX />}
      title="No image fits"
      actions={<Button onClick={onClear}>Clear filters</Button>}
    >
      No image {team ? `of ${team} ` : ""}
      {asked.join(" and ")}. Search for fewer words, or take the filters away.
    </EmptyState>
  );
}
