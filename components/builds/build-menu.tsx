"use client";
import { ArrowUpFromLine, Ban, Ellipsis, Undo2 } from "lucide-react";
import { useState } from "react";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { useRestoreBuild } from "#components/builds/use-restore-build";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuItem } from "#components/ui/menu";
import { laterDialog } from "#components/ui/part";

const RevokeDialog = laterDialog(() =>
  import("#components/builds/revoke-dialog").then((is) => is.RevokeDialog),
);
const PromoteDialog = laterDialog(() =>
  import("#components/channels/promote-dialog").then((is) => is.PromoteDialog),
);

/** What maintainers do with a build that came to its end. */
export function BuildMenu({ build }: { build: BuildSnapshot["build"] }) {
  const [asked, setAsked] = useState<"promote" | "revoke" | null>(null);
  const [isAsking, setAsking] = useState(false);
  const restore = useRestoreBuild(build.id);
  const ask = (what: "promote" | "revoke") => {
    setAsked(what);
    setAsking(true);
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More for this build" side="left" icon={<Ellipsis />} variant="secondary" />
        }
      >
        {build.revoked ? (
          <MenuItem icon={<Undo2 />} onClick={() => restore.mutate({ id: build.id })}>
            Take the revocation back
          </MenuItem>
        ) : (
          <>
            <MenuItem icon={<ArrowUpFromLine />} onClick={() => ask("promote")}>
              Promote to a channel…
            </MenuItem>
            <MenuItem danger icon={<Ban />} onClick={() => ask("revoke")}>
              Revoke…
            </MenuItem>
          </>
        )}
      </Menu>
      {asked === "promote" ? (
        <PromoteDialog
          team={build.team}
          image={build.image}
          build={build.tag}
          open={isAsking}
          onOpenChange={setAsking}
        />
      ) : null}
      {asked === "revoke" ? <RevokeDialog build={build} open={isAsking} onOpenChange={setAsking} /> : null}
    </>
  );
}
