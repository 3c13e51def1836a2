"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authClient } from "#components/auth/auth-client";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";

export const SESSIONS_KEY = ["sessions"] as const;

/** "Firefox on Linux", as far as the browser tells; what tells nothing is a program. */
function describeAgent(agent: string | null | undefined): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent ?? "")?.[1];
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent ?? "")?.[1];
  if (!browser) return "A program";
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera" };
  return `${names[browser] ?? browser}${system ? ` on ${system.replace("Mac OS X", "macOS")}` : ""}`;
}

/** Where one is signed in. */
export function SessionList() {
  const queryClient = useQueryClient();
  const sessions = useQuery({
    queryKey: SESSIONS_KEY,
    queryFn: async () => {
      const [list, current] = await Promise.all([authClient.listSessions(), authClient.getSession()]);
      if (list.error) throw list.error;
      return list.data.map((session) => ({ ...session, isCurrent: session.id === current.data?.session.id }));
    },
  });
  const end = useMutation({
    mutationFn: (token: string) => authClient.revokeSession({ token }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
  return (
    <Card>
      {sessions.data ? (
        <ul>
          {sessions.data.map(({ id, token, userAgent, updatedAt, isCurrent }) => (
            <li
              key={id}
              className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 last:border-0"
            >
              <span className="flex items-center gap-2">
                {describeAgent(userAgent)}
                {isCurrent ? <Badge tone="accent">this one</Badge> : null}
              </span>
              <span className="flex items-center gap-3 text-muted">
                <TimeAgo time={new Date(updatedAt).toISOString()} />
                {isCurrent ? null : (
                  <Button
                    size="sm"
                    loading={end.isPending && end.variables === token}
                    onClick={() => end.mutate(token)}
                  >
                    End
                  </Button>
                )}
              </span>
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
  );
}
