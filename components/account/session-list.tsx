"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { describeAgent } from "#components/account/describe-agent";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";

/**
 * Where one is signed in, this browser first, and how to end the rest. Of an IPv6 address only the network is
 * kept, so this machine's own is all zeros and says nothing.
 */
export function SessionList() {
  const queryClient = useQueryClient();
  const sessions = useQuery({ ...orpc.account.listSessions.queryOptions(), staleTime: 0 });
  const end = useMutation({
    mutationFn: async (id: string | null) => {
      if (id === null) await api.account.endOtherSessions();
      else await api.account.endSession({ id });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.account.listSessions.key() }),
    onError: (error) =>
      toast({ tone: "danger", title: "The session was not ended", description: problemOf(error).detail }),
  });
  const others = sessions.data?.items.filter(({ isCurrent }) => !isCurrent).length ?? 0;

  return (
    <Section
      title="Where you are signed in"
      description="End what you do not know, and change the password then."
      action={
        others > 1 ? (
          <Button
            size="sm"
            loading={end.isPending && end.variables === null}
            onClick={() => end.mutate(null)}
          >
            End all others
          </Button>
        ) : null
      }
    >
      <Card>
        {sessions.data ? (
          <ul className="text-sm">
            {sessions.data.items.map(({ id, userAgent, ipAddress, createdAt, isCurrent }) => (
              <li
                key={id}
                className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 last:border-0"
              >
                <span className="flex min-w-0 flex-col">
                  <span className="flex items-center gap-2 font-medium">
                    {describeAgent(userAgent)}
                    {isCurrent ? <Badge tone="accent">this browser</Badge> : null}
                  </span>
                  <span className="text-muted">
                    Signed in <TimeAgo time={createdAt} />
                    {ipAddress && /[1-9a-f]/i.test(ipAddress) ? ` from ${ipAddress}` : null}
                  </span>
                </span>
                {isCurrent ? null : (
                  <Button
                    size="sm"
                    loading={end.isPending && end.variables === id}
                    onClick={() => end.mutate(id)}
                    aria-label={`End the session of ${describeAgent(userAgent)}`}
                  >
                    End
                  </Button>
                )}
              </li>
            ))}
          </ul>
        ) : sessions.error ? (
          <ErrorState
            error={sessions.error}
            title="The sessions could not be loaded"
            retry={sessions.refetch}
          />
        ) : (
          <SkeletonRows rows={2} label="Loading the sessions" />
        )}
      </Card>
    </Section>
  );
}
