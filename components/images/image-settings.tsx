"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ImpactPreview, useImpact } from "#components/impact/impact-preview";
import { NeedsSettings } from "#components/queue/needs-settings";
import { DeprecationSettings } from "#components/sharing/deprecation-settings";
import { RenameSettings } from "#components/sharing/rename-settings";
import { SharingSettings } from "#components/sharing/sharing-settings";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { DescriptionForm } from "#components/ui/description-form";
import { Section } from "#components/ui/section";
import { toast } from "#components/ui/toast";
import { api, orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import { formatCount } from "#lib/format/format-count";
import type { Image } from "#lib/images/schemas";

/** What maintainers decide about an image: who may see it, its name, whether it is to be used, and its end. */
export function ImageSettings({ image }: { image: Image }) {
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <Description image={image} />
      <SharingSettings image={image} />
      <NeedsSettings image={image} />
      <DeprecationSettings key={image.deprecated?.at ?? ""} image={image} />
      <RenameSettings key={`${image.team}/${image.name}`} image={image} />
      {isAtLeast(image.role, "owner") ? <Deletion image={image} /> : null}
    </div>
  );
}

function Description({ image }: { image: Image }) {
  const queryClient = useQueryClient();
  const input = { team: image.team, image: image.name };
  return (
    <DescriptionForm
      label="What it is for"
      hint="Shown in the catalogue and searched there; 500 characters at most."
      value={image.description}
      onSave={async (description) => {
        const saved = await api.images.update({ ...input, description });
        queryClient.setQueryData(orpc.images.get.queryKey({ input }), saved);
        return saved.description;
      }}
    />
  );
}

function Deletion({ image }: { image: Image }) {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  const queryClient = useQueryClient();
  const { team, name, lastBuild } = image;
  const full = `${team}/${name}`;
  const change = { team, image: name, change: "delete" as const };
  const impact = useImpact(change);
  const isUsed = impact.data ? impact.data.uses.length + impact.data.children.length > 0 : false;
  const isBuilding = lastBuild?.status === "queued" || lastBuild?.status === "running";

  async function remove() {
    await api.images.delete({ team, image: name });
    router.push("/images");
    toast({ title: `Deleted ${full}`, description: "A worker deletes it from the registry." });
    await queryClient.invalidateQueries({ queryKey: orpc.images.list.key() });
  }

  return (
    <Section title="Delete this image">
      <Card padded className="flex flex-col items-start gap-3">
        <p className="max-w-prose text-muted">
          Takes {full} with its {formatCount(image.versions, "version")} and their builds out of the catalogue
          and out of the registry. It is refused while a project uses it or an image is built on it: deprecate
          it first.
        </p>
        {isBuilding ? (
          <Callout tone="info">
            Build {lastBuild.tag} has not ended. Cancel it first, or wait for its end.
          </Callout>
        ) : null}
        {isUsed ? <ImpactPreview shows="all" input={change} /> : null}
        <Button
          variant="danger"
          icon={<Trash2 />}
          disabled={isBuilding || isUsed}
          onClick={() => setAsking(true)}
        >
          Delete image
        </Button>
      </Card>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${full}?`}
        confirm="Delete image"
        typed={full}
        onConfirm={remove}
      >
        <p>
          Its {formatCount(image.versions, "version")}, their Dockerfiles, builds and logs are gone for
          everyone in {team}. This cannot be taken back.
        </p>
        <p>
          Its tags and digests in the registry go too: who pulls them gets nothing. If the name is used again,
          versions go on counting from {image.versions + 1}, so no tag changes its meaning.
        </p>
        <p>No project uses it, and no image is built on it.</p>
      </ConfirmDialog>
    </Section>
  );
}
