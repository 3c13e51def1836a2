"use client";
import { useQuery } from "@tanstack/react-query";
import { TEAM_FIELDS } from "#components/limits/limit-fields";
import { USAGE, UsageOf } from "#components/limits/usage-cells";
import { ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";

/** What a team takes of what it may: for everyone in it, live. Administrators change it elsewhere. */
export function TeamLimits({ team }: { team: string }) {
  const limits = useQuery(orpc.limits.getOfTeam.queryOptions({ input: { team } }));
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  return (
    <div className="max-w-3xl">
      <Section
        title="What the team takes"
        description={
          me?.isAdmin
            ? "Each against the team's limit, where it has one."
            : "Each against the team's limit, where it has one. An administrator of this Bakehouse can change limits."
        }
        action={
          me?.isAdmin ? (
            <ButtonLink size="sm" href={`/settings/limits?team=${team}`}>
              Change its limits
            </ButtonLink>
          ) : null
        }
      >
        <Card>
          {limits.data ? (
            <dl className="divide-y divide-line">
              {USAGE.map((what) => {
                const field = TEAM_FIELDS.find(({ name }) => name === what.limit);
                const max = limits.data.limits[what.limit];
                return (
                  <div
                    key={what.name}
                    className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[10rem_12rem_1fr] sm:items-center"
                  >
                    <dt className="text-sm font-medium">{what.label}</dt>
                    <dd>
                      <UsageOf team={limits.data} what={what} />
                    </dd>
                    <dd className="text-sm text-muted">
                      {max === null
                        ? "No limit."
                        : `${field?.hint ?? ""} ${
                            limits.data.own[what.limit] === null
                              ? "As for all teams."
                              : "For this team alone."
                          }`}
                    </dd>
                  </div>
                );
              })}
            </dl>
          ) : limits.error ? (
            <ErrorState error={limits.error} title="The limits could not be loaded" retry={limits.refetch} />
          ) : (
            <SkeletonRows rows={4} label="Loading the limits" />
          )}
        </Card>
      </Section>
    </div>
  );
}
