"use client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { ChevronDown, Flame } from "lucide-react";
import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import { versionsOf } from "#components/versions/versions-of";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

/** Asks for builds of an image's versions and goes to watch them. */
export function useRequestBuild(team: string, image: string) {
  const router = useRouter();
  const { mutate, isPending, variables } = useMutation(
    orpc.builds.request.mutationOptions({
      onSuccess: ({ id }) => router.push(`/builds/${id}`),
      onError: (error) =>
        toast({ tone: "danger", title: "Not queued", description: problemOf(error).detail }),
    }),
  );
  return {
    request: (version: number) => mutate({ team, image, version }),
    /** The version being asked for. */
    pending: isPending ? (variables?.version ?? null) : null,
  };
}

/** Builds the newest version; a menu beside it offers the others. */
export function BuildButton({ team, image, newest }: { team: string; image: string; newest: number }) {
  const { request, pending } = useRequestBuild(team, image);
  useShortcuts("Image", [{ keys: "b", label: `Build version ${newest}`, run: () => request(newest) }]);
  return (
    <span className="inline-flex">
      <Button
        variant="primary"
        icon={<Flame />}
        loading={pending !== null}
        onClick={() => request(newest)}
        className={newest > 1 ? "rounded-r-none!" : undefined}
      >
        Build version {newest}
      </Button>
      {newest > 1 ? (
        <Menu
          trigger={
            <IconButton
              label="Build another version"
              variant="primary"
              icon={<ChevronDown />}
              className="rounded-l-none! border-l-on-accent/30!"
            />
          }
        >
          <OtherVersions team={team} image={image} newest={newest} onBuild={request} />
        </Menu>
      ) : null}
    </span>
  );
}

function OtherVersions(props: {
  team: string;
  image: string;
  newest: number;
  onBuild: (version: number) => void;
}) {
  const { team, image, newest, onBuild } = props;
  const { data } = useInfiniteQuery(versionsOf(team, image));
  const versions = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <MenuGroup label="Build another version">
      {versions
        .filter(({ number }) => number !== newest)
        .slice(0, 20)
        .map(({ number, message }) => (
          <MenuItem key={number} onClick={() => onBuild(number)}>
            <span className="w-16 shrink-0 tabular-nums">Version {number}</span>
            <span className="max-w-64 truncate text-muted">{message}</span>
          </MenuItem>
        ))}
      <MenuItem href={`/images/${team}/${image}?tab=versions`}>All versions</MenuItem>
    </MenuGroup>
  );
}
