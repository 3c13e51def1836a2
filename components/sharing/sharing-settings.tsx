"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Field } from "#components/ui/field";
import { IconButton } from "#components/ui/icon-button";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { Segmented } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import { SkeletonRows } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";
import type { Image } from "#lib/images/schemas";
import type { Share } from "#lib/images/sharing-schemas";

type Access = Share["access"];

const ACCESS: readonly { value: Access; label: string; hint: string }[] = [
  { value: "use", label: "May use it", hint: "See it, pull it, build on it, fork it" },
  {
    value: "edit",
    label: "May edit it",
    hint: "Save versions and build them too, as far as their role goes",
  },
];

/** Who may see an image beside its team: everyone, or the teams that are named. */
export function SharingSettings({ image }: { image: Image }) {
  const at = { team: image.team, image: image.name };
  const queryClient = useQueryClient();
  const queryKey = orpc.sharing.list.queryKey({ input: at });
  const shares = useQuery(orpc.sharing.list.queryOptions({ input: at }));
  const done = {
    onSuccess: (data: NonNullable<typeof shares.data>) => {
      queryClient.setQueryData(queryKey, data);
    },
  };
  const refused = {
    onError: (error: unknown) =>
      toast({ tone: "danger", title: "Not changed", description: problemOf(error).detail }),
  };
  const share = useMutation(orpc.sharing.share.mutationOptions({ ...done, ...refused }));
  const unshare = useMutation(orpc.sharing.unshare.mutationOptions({ ...done, ...refused }));
  const setVisibility = useMutation(orpc.sharing.setVisibility.mutationOptions({ ...done, ...refused }));

  if (!shares.data) {
    return (
      <Section title="Sharing">
        <Card>
          {shares.error ? (
            <ErrorState error={shares.error} title="The shares could not be loaded" retry={shares.refetch} />
          ) : (
            <SkeletonRows rows={2} label="Loading the shares" />
          )}
        </Card>
      </Section>
    );
  }
  const { visibility, items } = shares.data;
  return (
    <Section
      title="Sharing"
      description="One image for all who need the same: built once, updated in one place."
    >
      <Card>
        <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
          <p className="text-sm text-muted">
            {visibility === "organisation"
              ? "Everyone who can sign in may see it, use it and fork it."
              : `Seen by ${image.team}${items.length > 0 ? " and the teams below" : " alone"}.`}
          </p>
          <Segmented
            label="Who may see it"
            value={visibility}
            onValueChange={(next) => setVisibility.mutate({ ...at, visibility: next })}
            options={[
              { value: "team", label: "Teams" },
              { value: "organisation", label: "Everyone" },
            ]}
          />
        </div>
        <ul aria-label="Teams it is shared with">
          {items.map(({ team, access, uses }) => (
            <li
              key={team}
              className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 text-sm"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{team}</span>
              <span className="text-muted">
                {uses > 0 ? `${formatCount(uses, "use")} of its projects` : "no project"}
              </span>
              <div className="w-36">
                <Select
                  size="sm"
                  label={`What ${team} may do`}
                  value={access}
                  options={ACCESS}
                  onValueChange={(next) => share.mutate({ ...at, withTeam: team, access: next })}
                />
              </div>
              <IconButton
                label={`Take the share with ${team} away`}
                size="sm"
                icon={<X />}
                onClick={() => unshare.mutate({ ...at, withTeam: team })}
              />
            </li>
          ))}
        </ul>
        <AddShare
          onAdd={(withTeam, access) => share.mutateAsync({ ...at, withTeam, access })}
          busy={share.isPending}
        />
      </Card>
    </Section>
  );
}

function AddShare({
  onAdd,
  busy,
}: {
  onAdd: (team: string, access: Access) => Promise<unknown>;
  busy: boolean;
}) {
  const [team, setTeam] = useState("");
  const [access, setAccess] = useState<Access>("use");
  const [refusal, setRefusal] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (team === "" || busy) return;
    try {
      await onAdd(team, access);
      setTeam("");
      setRefusal(null);
    } catch (error) {
      setRefusal(problemOf(error).detail);
    }
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3 px-4 py-3">
      <Field label="Share with a team" className="min-w-40 flex-1">
        <Input
          mono
          value={team}
          placeholder="vision"
          onChange={(event) => setTeam(event.target.value.trim())}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <div className="w-40">
        <Select label="What it may do" value={access} options={ACCESS} onValueChange={setAccess} />
      </div>
      <Button type="submit" loading={busy} disabled={team === ""}>
        Share
      </Button>
      {refusal ? (
        <Callout tone="danger" className="basis-full">
          {refusal}
        </Callout>
      ) : null}
    </form>
  );
}
