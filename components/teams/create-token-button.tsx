"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { CreateTokenDialog } from "#components/teams/create-token-dialog";
import { Button } from "#components/ui/button";

/** Makes a token of a team, or of one's own without a team. */
export function CreateTokenButton({ team, quiet }: { team?: string; quiet?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant={quiet ? "secondary" : "primary"} icon={<KeyRound />} onClick={() => setOpen(true)}>
        New token
      </Button>
      <CreateTokenDialog team={team} open={isOpen} onOpenChange={setOpen} />
    </>
  );
}
