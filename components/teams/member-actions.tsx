"use client";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { AddMemberDialog } from "#components/teams/add-member-dialog";
import { InviteDialog } from "#components/teams/invite-dialog";
import { Button } from "#components/ui/button";

/** The two ways into a team: by a link for anyone, or at once for who has an account. */
export function MemberActions({ team }: { team: string }) {
  const [dialog, setDialog] = useState<"invite" | "add" | null>(null);
  return (
    <>
      <Button onClick={() => setDialog("add")}>Add by e-mail</Button>
      <Button variant="primary" icon={<UserPlus />} onClick={() => setDialog("invite")}>
        Invite someone
      </Button>
      <AddMemberDialog
        team={team}
        open={dialog === "add"}
        onOpenChange={(open) => setDialog(open ? "add" : null)}
        onInvite={() => setDialog("invite")}
      />
      <InviteDialog
        team={team}
        open={dialog === "invite"}
        onOpenChange={(open) => setDialog(open ? "invite" : null)}
      />
    </>
  );
}
