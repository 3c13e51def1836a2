"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Card } from "#components/ui/card";
import { Checkbox } from "#components/ui/checkbox";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { NOTICE_KINDS, NOTICE_LABELS } from "#lib/notices/kinds";
import type { NoticeKind } from "#lib/notices/schemas";

/** What one wants to hear of: a section of the account's page. Each tick is kept at once. */
export function NoticeSettings() {
  const queryClient = useQueryClient();
  const options = orpc.notices.getSettings.queryOptions();
  const settings = useQuery(options);
  const update = useMutation(
    orpc.notices.updateSettings.mutationOptions({
      onMutate: (input) => {
        const before = settings.data;
        queryClient.setQueryData(options.queryKey, input);
        return before;
      },
      onError: (error, _input, before) => {
        queryClient.setQueryData(options.queryKey, before);
        toast({ tone: "danger", title: "That was not kept", description: problemOf(error).detail });
      },
    }),
  );
  const muted = settings.data?.muted ?? [];

  function change(kind: NoticeKind, wanted: boolean) {
    update.mutate({ muted: wanted ? muted.filter((each) => each !== kind) : [...muted, kind] });
  }

  return (
    <div id="notices" className="scroll-mt-16">
      <Section title="Notices" description="What the bell tells you of.">
        <Card padded={settings.data !== undefined}>
          {settings.data ? (
            <div className="flex flex-col gap-3">
              {NOTICE_KINDS.map((kind) => (
                <Checkbox
                  key={kind}
                  label={NOTICE_LABELS[kind].label}
                  hint={NOTICE_LABELS[kind].hint}
                  checked={!muted.includes(kind)}
                  onCheckedChange={(checked) => change(kind, checked)}
                />
              ))}
            </div>
          ) : settings.error ? (
            <ErrorState
              error={settings.error}
              title="What you want to hear of could not be loaded"
              retry={settings.refetch}
            />
          ) : (
            <SkeletonRows rows={3} label="Loading what you want to hear of" />
          )}
        </Card>
      </Section>
    </div>
  );
}
