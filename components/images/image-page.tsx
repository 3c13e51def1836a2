"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { copyAndSay } from "#components/builds/copy-and-say";
import { BuildButton } from "#components/images/build-button";
import { DeprecatedBanner } from "#components/images/deprecated-banner";
import { DescriptionEdit } from "#components/images/description-edit";
import { EditLabel } from "#components/images/edit-label";
import { ImageHealth } from "#components/images/image-health";
import { ImageOverview } from "#components/images/image-overview";
import { ImageReference } from "#components/images/image-reference";
import { useDeveloperTeams } from "#components/images/use-developer-teams";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { laterDialog } from "#components/ui/part";
import { SkeletonRows } from "#components/ui/skeleton";
import { TabLinks } from "#components/ui/tab-links";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

const ForkDialog = laterDialog(() => import("#components/images/fork-dialog").then((is) => is.ForkDialog));

const loading = () => <SkeletonRows rows={4} label="Loading" />;
const ImageActivity = dynamic(
  () => import("#components/activity/activity-list").then((is) => is.ImageActivity),
  { loading },
);
const ChannelsTab = dynamic(() => import("#components/channels/channels-tab").then((is) => is.ChannelsTab), {
  loading,
});
const ImageBuilds = dynamic(() => import("#components/images/image-builds").then((is) => is.ImageBuilds), {
  loading,
});
const ImageSettings = dynamic(
  () => import("#components/images/image-settings").then((is) => is.ImageSettings),
  { loading },
);
const UseImageTab = dynamic(() => import("#components/images/use-image-tab").then((is) => is.UseImageTab), {
  loading,
});
const VersionEdit = dynamic(() => import("#components/versions/version-edit").then((is) => is.VersionEdit), {
  loading,
});
const VersionList = dynamic(() => import("#components/versions/version-list").then((is) => is.VersionList), {
  loading,
});

const TABS = ["overview", "use", "versions", "edit", "builds", "channels", "activity", "settings"] as const;
const LABELS = {
  overview: "Overview",
  use: "Use",
  versions: "Versions",
  edit: "Edit",
  builds: "Builds",
  channels: "Channels",
  activity: "Activity",
  settings: "Settings",
};

/** The page of one image: what it is, what to copy, whether it is good, and everything behind that. */
export function ImagePage(asked: { team: string; name: string }) {
  const { data: image } = useSuspenseQuery(
    orpc.images.get.queryOptions({ input: { team: asked.team, image: asked.name } }),
  );
  // Under a name that it had before, the page is that of the name it has now.
  const { team, name } = image;
  const isRenamed = team !== asked.team || name !== asked.name;
  useEffect(() => {
    if (isRenamed) window.history.replaceState(null, "", `/images/${team}/${name}${window.location.search}`);
  }, [isRenamed, team, name]);
  const wanted = useSearchParams().get("tab");
  const mayEdit = isAtLeast(image.role, "developer");
  const tabs = TABS.filter(
    (id) => (id !== "edit" || mayEdit) && (id !== "settings" || isAtLeast(image.role, "maintainer")),
  );
  const tab = tabs.find((id) => id === wanted) ?? "overview";
  const path = `/images/${team}/${name}`;
  const router = useRouter();
  const forkTeams = useDeveloperTeams();
  const [isForking, setForking] = useState(false);
  const reference = image.latest?.reference;
  useShortcuts("Image", [
    ...(reference
      ? [{ keys: "c", label: "Copy the reference", run: () => copyAndSay(reference, "reference") }]
      : []),
    ...(mayEdit
      ? [{ keys: "e", label: "Edit", run: () => router.push(`${path}?tab=edit`, { scroll: false }) }]
      : []),
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
        badge={image.visibility === "organisation" ? <Badge>Everyone may use it</Badge> : null}
        actions={
          tab === "edit" ? null : (
            <>
              {forkTeams.length > 0 ? (
                <Button icon={<GitFork />} onClick={() => setForking(true)}>
                  Fork
                </Button>
              ) : null}
              {mayEdit ? <BuildButton team={team} image={name} newest={image.versions} /> : null}
            </>
          )
        }
      />
      <DeprecatedBanner deprecated={image.deprecated} />
      {isForking ? (
        <ForkDialog image={image} teams={forkTeams} open={isForking} onOpenChange={setForking} />
      ) : null}
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
        tabs={tabs.map((id) => ({
          id,
          label: id === "edit" ? <EditLabel team={team} name={name} /> : LABELS[id],
          href: id === "overview" ? path : `${path}?tab=${id}`,
          count: id === "versions" ? image.versions : undefined,
        }))}
      />
      <div className="pt-5">
        {tab === "overview" ? (
          <ImageOverview image={image} />
        ) : tab === "use" ? (
          <UseImageTab image={image} />
        ) : tab === "versions" ? (
          <VersionList image={image} />
        ) : tab === "edit" ? (
          <VersionEdit image={image} />
        ) : tab === "builds" ? (
          <ImageBuilds image={image} />
        ) : tab === "channels" ? (
          <ChannelsTab image={image} />
        ) : tab === "activity" ? (
          <ImageActivity team={team} image={name} />
        ) : (
          <ImageSettings image={image} />
        )}
      </div>
    </>
  );
}
