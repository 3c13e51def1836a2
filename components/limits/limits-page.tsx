"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { BUILD_FIELDS, type LimitField, TEAM_FIELDS } from "#components/limits/limit-fields";
import { LimitForm } from "#components/limits/limit-form";
import { TeamLimitTable } from "#components/limits/team-limit-table";
import { Button, ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";
import type { InstanceSettings } from "#lib/limits/schemas";

/** How much teams and builds may take. For administrators. */
export function LimitsPage() {
  const settings = useQuery(orpc.limits.get.queryOptions());
  const teams = useQuery(orpc.limits.listTeams.queryOptions());
  const { data } = settings;
  return (
    <>
      <PageHeader
        title="Limits"
        meta={
          data?.updatedBy ? (
            <>
              How much teams and builds may take. Changed by {data.updatedBy}{" "}
              <TimeAgo time={data.updatedAt} />
            </>
          ) : (
            "How much teams and builds may take."
          )
        }
      />
      {data ? (
        <div className="flex flex-col gap-8">
          <LimitSection
            title="Each team"
            description="For every team that has none of its own. Fairness needs no limits: teams take turns anyway."
            fields={TEAM_FIELDS}
            settings={data}
          />
          <LimitSection
            title="Each build"
            description="For builds that begin from now on."
            fields={BUILD_FIELDS}
            settings={data}
          />
          {teams.data ? (
            <TeamLimitTable teams={teams.data.items} all={data} />
          ) : teams.error ? (
            <ErrorState error={teams.error} title="The teams could not be loaded" retry={teams.refetch} />
          ) : (
            <SkeletonRows rows={4} label="Loading the teams" />
          )}
        </div>
      ) : settings.error && problemOf(settings.error).code === "forbidden" ? (
        <Card>
          <EmptyState
            icon={<SlidersHorizontal />}
            title="Administrators set the limits"
            actions={<ButtonLink href="/teams">Your teams</ButtonLink>}
          >
            What your team takes, and may, stands on its page under Limits.
          </EmptyState>
        </Card>
      ) : settings.error ? (
        <ErrorState error={settings.error} title="The limits could not be loaded" retry={settings.refetch} />
      ) : (
        <SkeletonRows rows={6} label="Loading the limits" />
      )}
    </>
  );
}

interface LimitSectionProps<Name extends string> {
  title: string;
  description: string;
  fields: readonly LimitField<Name>[];
  settings: InstanceSettings & Record<Name, number | null>;
}

function LimitSection<Name extends string>({
  title,
  description,
  fields,
  settings,
}: LimitSectionProps<Name>) {
  const form = useId();
  const [isBusy, setBusy] = useState(false);
  const [isDirty, setDirty] = useState(false);
  const queryClient = useQueryClient();

  async function save(changed: Partial<Record<Name, number | null>>) {
    queryClient.setQueryData(orpc.limits.get.queryKey(), await api.limits.update(changed));
    toast({ title: `Saved the limits of ${title.toLowerCase()}` });
    await queryClient.invalidateQueries({ queryKey: orpc.limits.listTeams.key() });
  }

  return (
    <Section title={title} description={description}>
      <Card padded className="flex flex-col items-start gap-4">
        <LimitForm
          id={form}
          fields={fields}
          values={settings}
          onSave={save}
          onBusy={setBusy}
          onDirty={setDirty}
        />
        <Button type="submit" form={form} variant="primary" loading={isBusy} disabled={!isDirty}>
          Save limits
        </Button>
      </Card>
    </Section>
  );
}
