"use client";
import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Box, FolderGit2, Hammer, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useDeferredValue, useState } from "react";
import { useDeveloperTeams } from "#components/images/use-developer-teams";
import { useCurrentTeam } from "#components/shell/current-team";
import { usePlaces } from "#components/shell/use-places";
import { withTeam } from "#components/shell/with-team";
import { Kbd } from "#components/ui/kbd";
import { POPUP_ITEM } from "#components/ui/popup";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { api, orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

const ITEM = `${POPUP_ITEM} data-[selected=true]:bg-hover data-[selected=true]:outline-2 data-[selected=true]:-outline-offset-2 data-[selected=true]:outline-line-strong`;
const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-subtle";

/** Search everything and do what one often does, from anywhere, by keyboard. */
export function CommandMenu({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-backdrop" />
        <Dialog.Popup className="fixed inset-x-3 top-[12vh] mx-auto max-w-xl rounded-lg border border-line-strong bg-raised shadow-pop outline-none">
          <Dialog.Title className="sr-only">Search everything</Dialog.Title>
          {open ? <Palette close={() => onOpenChange(false)} /> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ close }: { close: () => void }) {
  const router = useRouter();
  const { team, chosen } = useCurrentTeam();
  const allPlaces = usePlaces();
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const [selected, setSelected] = useState("");
  const { data, isPlaceholderData } = useQuery({
    ...orpc.images.list.queryOptions({ input: { q, limit: 8 } }),
    placeholderData: keepPreviousData,
  });
  // While the answer to what was just typed is on its way, only what is sure to be in it: Enter must not open
  // what the last answer had first.
  const isSure = ({ team, name }: { team: string; name: string }) =>
    `${team}/${name}`.includes(q.toLowerCase());
  const images = (data?.items ?? []).filter((image) => !isPlaceholderData || isSure(image));
  const found = useQuery({
    ...orpc.projects.list.queryOptions({ input: { q, limit: 5 } }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const projects = (q === "" ? [] : (found.data?.items ?? [])).filter(
    (project) => !found.isPlaceholderData || isSure(project),
  );
  const go = (href: string) => {
    close();
    router.push(href);
  };
  async function build(team: string, image: string) {
    close();
    try {
      const { id } = await api.builds.request({ team, image });
      router.push(`/builds/${id}`);
    } catch (error) {
      toast({
        tone: "danger",
        title: `${team}/${image} was not queued`,
        description: problemOf(error).detail,
      });
    }
  }
  const wanted = (label: string) => label.toLowerCase().includes(q.toLowerCase());
  const places = allPlaces.filter(({ label }) => wanted(label));
  const buildable = q === "" ? [] : images.filter(({ role }) => isAtLeast(role, "developer")).slice(0, 3);
  const mayCreate = useDeveloperTeams().length > 0 && wanted("New image");
  const values = [
    ...images.map(({ team, name }) => `image ${team}/${name}`),
    ...projects.map(({ team, name }) => `project ${team}/${name}`),
    ...buildable.map(({ team, name }) => `build ${team}/${name}`),
    ...(mayCreate ? ["new image"] : []),
    ...places.map(({ label }) => `go ${label}`),
  ];

  return (
    <Command
      shouldFilter={false}
      label="Search everything"
      value={values.includes(selected) ? selected : (values[0] ?? "")}
      onValueChange={setSelected}
      className="flex max-h-[70vh] flex-col"
    >
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder="Search images and projects, or go somewhere"
        className="h-12 w-full rounded-t-lg border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-subtle"
      />
      <Command.List className="min-h-0 overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-muted">
          Nothing is called “{text}”.
        </Command.Empty>
        <Group heading="Images" show={images.length > 0}>
          {images.map((image) => (
            <Named key={image.id} what="image" {...image} icon={<Box />} go={go} />
          ))}
        </Group>
        <Group heading="Projects" show={projects.length > 0}>
          {projects.map((project) => (
            <Named key={project.id} what="project" {...project} icon={<FolderGit2 />} go={go} />
          ))}
        </Group>
        <Group heading="Build" show={buildable.length > 0}>
          {buildable.map(({ id, team, name, versions }) => (
            <Command.Item
              key={id}
              value={`build ${team}/${name}`}
              onSelect={() => build(team, name)}
              className={ITEM}
            >
              <Hammer className="text-subtle" aria-hidden="true" />
              Build version {versions} of {team}/{name}
            </Command.Item>
          ))}
        </Group>
        <Group heading="Go to" show={places.length > 0 || mayCreate}>
          {mayCreate ? (
            <Command.Item
              value="new image"
              onSelect={() => go(withTeam("/images/new", team))}
              className={ITEM}
            >
              <Plus className="text-subtle" aria-hidden="true" />
              New image
            </Command.Item>
          ) : null}
          {places.map(({ href, label, key, Icon, byTeam }) => (
            <Command.Item
              key={href}
              value={`go ${label}`}
              onSelect={() => go(byTeam ? withTeam(href, chosen) : href)}
              className={ITEM}
            >
              <Icon className="text-subtle" aria-hidden="true" />
              <span className="flex-1">{label}</span>
              <Kbd keys={`g ${key}`} />
            </Command.Item>
          ))}
        </Group>
      </Command.List>
    </Command>
  );
}

function Group({ heading, show, children }: { heading: string; show: boolean; children: ReactNode }) {
  if (!show) return null;
  return (
    <Command.Group heading={heading} className={GROUP}>
      {children}
    </Command.Group>
  );
}

/** An image or a project to go to. */
function Named(props: {
  what: "image" | "project";
  team: string;
  name: string;
  description: string;
  icon: ReactNode;
  go: (href: string) => void;
}) {
  const { what, team, name, description, icon, go } = props;
  return (
    <Command.Item
      value={`${what} ${team}/${name}`}
      onSelect={() => go(`/${what}s/${team}/${name}`)}
      className={`${ITEM} [&>svg]:text-subtle`}
    >
      {icon}
      <span className="shrink-0 font-medium">
        {team}/{name}
      </span>
      <span className="min-w-0 truncate text-subtle">{description}</span>
    </Command.Item>
  );
}
