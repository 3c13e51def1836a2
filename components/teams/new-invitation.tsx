"use client";
import { useOrigin } from "#components/teams/use-origin";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { CopyField } from "#components/ui/copy-field";
import { Dialog } from "#components/ui/dialog";
import { TimeAgo } from "#components/ui/time-ago";
import type { CreatedInvitation } from "#lib/invitations/schemas";

export interface NewInvitationProps {
  team: string;
  invitation: CreatedInvitation;
  open: boolean;
  onDone: () => void;
}

/** An invitation's link, shown this once, and what became of the mail. Only its button closes it. */
export function NewInvitation({ team, invitation, open, onDone }: NewInvitationProps) {
  const origin = useOrigin();
  const { email, link, mail, expiresAt } = invitation;
  return (
    <Dialog
      open={open}
      onOpenChange={onDone}
      firm
      title={email ? `Invitation for ${email}` : `Invitation to ${team}`}
      footer={
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {mail === "sent" ? (
          <Callout tone="success" title={`Sent to ${email}`}>
            You can also hand over the link yourself.
          </Callout>
        ) : null}
        {mail === "failed" ? (
          <Callout tone="warning" title={`The mail to ${email} was not sent`}>
            The mail server did not take it; Bakehouse's log says why. The invitation is good: hand over the
            link yourself.
          </Callout>
        ) : null}
        <CopyField what="link" value={origin + link} />
        <Callout tone="warning" title="The link is shown only now">
          {mail === "sent" ? null : "Hand it over by a channel you trust: whoever has it can join. "}
          It works once, and ends <TimeAgo time={expiresAt} />. Until then you can take it back.
        </Callout>
      </div>
    </Dialog>
  );
}
