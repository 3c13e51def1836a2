"use client";
import { useQuery } from "@tanstack/react-query";
import { TokenExamples } from "#components/teams/token-examples";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { CopyField } from "#components/ui/copy-field";
import { Dialog } from "#components/ui/dialog";
import { orpc } from "#lib/api/query";

export interface NewTokenProps {
  /** Whose it is; one's own without it. */
  team?: string;
  token: { name: string; token: string };
  open: boolean;
  onDone: () => void;
}

/** A token's secret, shown this once, with commands that use it. Only its button closes it. */
export function NewToken({ team, token, open, onDone }: NewTokenProps) {
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const example = team ?? me?.teams[0]?.name;
  return (
    <Dialog
      open={open}
      onOpenChange={onDone}
      firm
      size="lg"
      title={`Token for ${token.name}`}
      footer={
        <Button variant="primary" onClick={onDone}>
          Done, I have it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <CopyField what="token" value={token.token} />
        <Callout tone="warning" title="It is shown only now">
          Put it where the program keeps its secrets. If it is lost, revoke it and make another.
        </Callout>
        {example ? (
          <section aria-label="Try it" className="flex flex-col gap-2">
            <h3 className="font-medium">Try it</h3>
            <TokenExamples team={example} token={token.token} />
          </section>
        ) : null}
      </div>
    </Dialog>
  );
}
