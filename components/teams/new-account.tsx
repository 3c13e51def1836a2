"use client";
import { useOrigin } from "#components/teams/use-origin";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { CopyField } from "#components/ui/copy-field";
import { Dialog } from "#components/ui/dialog";

export interface NewAccountProps {
  team: string;
  account: { name: string; email: string; password: string };
  open: boolean;
  onDone: () => void;
}

/** Someone's first password, shown this once, with what to hand over. Only its button closes it. */
export function NewAccount({ team, account, open, onDone }: NewAccountProps) {
  const origin = useOrigin();
  return (
    <Dialog
      open={open}
      onOpenChange={onDone}
      firm
      title={`${account.name} is in ${team} now`}
      description="Their account is new. Hand them this, in person or by a channel you trust."
      footer={
        <Button variant="primary" onClick={onDone}>
          Done, I have it
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <CopyField
          multiline
          what="how to sign in"
          value={`Sign in at  ${origin}\nE-mail      ${account.email}\nPassword    ${account.password}`}
        />
        <Callout tone="warning" title="The password is shown only now">
          Bakehouse keeps no copy that can be read. Ask {account.name} to change it on the account page after
          the first sign-in.
        </Callout>
      </div>
    </Dialog>
  );
}
