"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { copyAndSay } from "#components/builds/copy-and-say";
import { BuildButton } from "#components/images/build-button";
import { DescriptionEdit } from "#components/images/description-edit";
import { EditLabel } from "#components/images/edit-label";
import { ImageBuilds } from "#components/images/image-builds";
import { ImageHealth } from "#components/images/image-health";
import { ImageOverview } from "#components/images/image-overview";
import { ImageReference } from "#components/images/image-reference";
import { ImageSettings } from "#components/images/image-settings";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { PageHeader } from "#components/ui/page-header";
import { TabLinks } from "#components/ui/tab-links";
import { VersionEdit } from "#components/versions/version-edit";
import { VersionList } from "#components/versions/version-list";
import { orpc } from "#lib/api/query";

const TABS = ["overview", "versions", "edit", "builds", "settings"] as const;
const LABELS = {
  overview: "Overview",
  versions: "Versions",
  edit: "Edit",
  builds: "Builds",
  settings: "Settings",
};

/** The page of one image: what it is, what to copy, whether it is good, and everything behind that. */
export function ImagePage({ team, name }: { team: string; name: string }) {
  const { data: image } = useSuspenseQuery(orpc.images.get.queryOptions({ input: { team, image: name } }));
  const asked = useSearchParams().get("tab");
  const tab = TABS.find((id) => id === asked) ?? "overview";
  const path = `/images/${team}/${name}`;
  const router = useRouter();
  const reference = image.latest?.reference;
  useShortcuts("Image", [
    ...(reference
      ? [{ keys: "c", label: "Copy the reference", run: () => copyAndSay(reference, "reference") }]
      : []),
    { keys: "e", label: "Edit", run: () => router.push(`${path}?tab=edit`, { scroll: false }) },
  ]);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Images", href: "/images" },
          { label: team, href: `/images?team=${team}` },
        ]}
        title={
          <>
            <span className="font-normal text-muted">{team}/</span>
            {name}
          </>
        }
        meta={<DescriptionEdit image={image} />}
        actions={tab === "edit" ? null : <BuildButton team={team} image={name} newest={image.versions} />}
      />
      {/* Whoever writes needs the room. */}
      {tab === "edit" ? null : (
        <div className="mb-5 grid grid-cols-1 items-stretch gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <ImageReference image={image} />
          <ImageHealth image={image} />
        </div>
      )}
      <TabLinks
        label="Parts of the image"
        current={tab}
        tabs={TABS.map((id) => ({
          id,
          label: id === "edit" ? <EditLabel team={team} name={name} /> : LABELS[id],
          href: id === "overview" ? path : `${path}?tab=${id}`,
          count: id === "versions" ? image.versions : undefined,
        }))}
      />
      <div className="pt-5">
        {tab === "overview" ? (
          <ImageOverview image={image} />
        ) : tab === "versions" ? (
          <VersionList image={image} />
        ) : tab === "edit" ? (
          <VersionEdit image={image} />
        ) : tab === "builds" ? (
          <ImageBuilds image={image} />
        ) : (
          <ImageSettings image={image} />
        )}
      </div>
    </>
  );
}
