"use client";
import { useInfiniteQuery, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { exportAddress, FILTERS, filterFrom } from "#components/audit/audit-address";
import { AuditEventDialog } from "#components/audit/audit-event-dialog";
import { AuditFilters } from "#components/audit/audit-filters";
import { AuditTable } from "#components/audit/audit-table";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { PAGING } from "#components/query/paging";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { Menu, MenuItem } from "#components/ui/menu";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import type { Me } from "#lib/api/contract/account";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

/** Who changed what, when and from where, for those who may read it. */
export function AuditPage() {
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  if (me.isAdmin || me.teams.some(({ role }) => isAtLeast(role, "maintainer"))) return <AuditLog me={me} />;
  return (
    <>
      <PageHeader title="Audit log" />
      <Card>
        <EmptyState icon={<ScrollText />} title="The audit log is for maintainers and owners">
          What happened in a team you find under Activity, on the team's page and on each image's.
        </EmptyState>
      </Card>
    </>
  );
}

/** Filtered by the address, which `?event=` narrows to one event. */
function AuditLog({ me }: { me: Me }) {
  const search = useSearchParams();
  const replaceSearch = useReplaceSearch();
  const all = useQuery({ ...orpc.teams.listAll.queryOptions(), enabled: me.isAdmin });
  const kept = me.teams.filter(({ role }) => isAtLeast(role, "maintainer"));
  const teams = (me.isAdmin ? (all.data?.items ?? []) : kept).map(({ name }) => name);
  const filter = filterFrom(search);
  const values = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? ""])) as Record<
    (typeof FILTERS)[number],
    string
  >;
  const isFiltered = FILTERS.some((name) => values[name] !== "");
  const query = useInfiniteQuery(
    orpc.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, cursor, limit: 50 }),
      ...PAGING,
    }),
  );
  const events = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const download = (format: "csv" | "ndjson") => window.location.assign(exportAddress(filter, format));

  return (
    <>
      <PageHeader
        title="Audit log"
        meta={
          me.isAdmin
            ? "Every change in this Bakehouse: who made it, when and from where. Nobody can edit it."
            : `Every change in ${kept.length === 1 ? kept[0]?.name : "your teams"}: who made it, when and from where. Nobody can edit it.`
        }
        actions={
          <Menu trigger={<Button icon={<Download />}>Export</Button>}>
            <MenuItem onClick={() => download("csv")}>As CSV, for spreadsheets</MenuItem>
            <MenuItem onClick={() => download("ndjson")}>As NDJSON, for programs</MenuItem>
          </Menu>
        }
      />
      <AuditFilters values={values} teams={teams} onChange={replaceSearch} />
      <Card>
        {query.isPending ? (
          <SkeletonRows label="Loading the audit log" />
        ) : query.isError && events.length === 0 ? (
          <ErrorState error={query.error} title="The audit log could not be loaded" retry={query.refetch} />
        ) : events.length > 0 ? (
          <>
            <AuditTable events={events} onOpen={(event) => replaceSearch({ event })} />
            <LoadMore query={query} shown={events.length} />
          </>
        ) : (
          <EmptyState
            icon={<ScrollText />}
            title={isFiltered ? "Nothing like this is on record" : "Nothing is on record yet"}
          >
            {isFiltered
              ? "Take a filter away, or look at other days."
              : "Every change from now on stands here, whoever makes it."}
          </EmptyState>
        )}
      </Card>
      <AuditEventDialog
        event={search.get("event")}
        onClose={() => replaceSearch({ event: null })}
        onFilter={(narrowed) => replaceSearch({ event: null, ...narrowed })}
      />
    </>
  );
}
