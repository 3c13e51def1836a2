"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { DescriptionForm } from "#components/ui/description-form";
import { Section } from "#components/ui/section";
import { toast } from "#components/ui/toast";
import { api, orpc } from "#lib/api/query";
import type { AnyTeam } from "#lib/teams/schemas";

/** A team's description, and its end. */
export function TeamSettings({ team }: { team: AnyTeam }) {
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <Description team={team} />
      <Deletion team={team} />
    </div>
  );
}

function Description({ team }: { team: AnyTeam }) {
  const queryClient = useQueryClient();
  return (
    <DescriptionForm
      label="What the team is for"
      hint="Its name stands in its images' references and stays as it is."
      value={team.description}
      onSave={async (text) => {
        const { description } = await api.teams.update({ team: team.name, description: text });
        await queryClient.invalidateQueries({ queryKey: orpc.teams.key() });
        return description;
      }}
    />
  );
}

function Deletion({ team }: { team: AnyTeam }) {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  const queryClient = useQueryClient();

  async function remove() {
    await api.teams.delete({ team: team.name });
    router.push("/teams");
    toast({ title: `Deleted the team ${team.name}` });
    await Promise.all(
      [orpc.teams, orpc.account.me].map((each) => queryClient.invalidateQueries({ queryKey: each.key() })),
    );
  }

  return (
    <Section title="Delete this team">
      <Card padded className="flex flex-col items-start gap-3">
        <p className="max-w-prose text-muted">
          Takes the team away with its members, tokens, invitations and webhooks. That needs a team without
          images and projects: delete or move them first.
        </p>
        <Button variant="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
          Delete team
        </Button>
      </Card>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${team.name}?`}
        confirm="Delete team"
        typed={team.name}
        onConfirm={remove}
      >
        <p>
          Everyone in it loses it, and programs that use its tokens are refused from then on. This cannot be
          taken back.
        </p>
        <p>
          What its images left in the registry stays; a team that ever had images is the last of its name, so
          that no reference changes its meaning.
        </p>
      </ConfirmDialog>
    </Section>
  );
}
