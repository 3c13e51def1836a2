import { SearchX } from "lucide-react";
import type { CatalogueSearch } from "#components/images/catalogue-search";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { STATUS_WORD } from "#components/ui/status-badge";

/** No image fits: says what was asked and takes it back. */
export function CatalogueNothingFound({ search, onClear }: { search: CatalogueSearch; onClear: () => void }) {
  const { q, team, status } = search;
  const asked = [
    q ? `“${q}”` : null,
    team ? `in ${team}` : null,
    status ? `whose newest build is “${STATUS_WORD[status].toLowerCase()}”` : null,
  ].filter(Boolean);
  return (
    <EmptyState
      icon={<SearchX />}
      title="No image fits"
      actions={<Button onClick={onClear}>Clear filters</Button>}
    >
      Nothing {q ? "is called or described " : ""}
      {asked.join(" ")}. Every word has to be in the name, the team or the description.
    </EmptyState>
  );
}
