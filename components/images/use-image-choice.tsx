"use client";
import { useQuery } from "@tanstack/react-query";
import { useGoodBuilds } from "#components/channels/good-build-select";
import { Select, type SelectOption } from "#components/ui/select";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

/** What the texts name: "" for the newest build by digest, "channel:stable", "version:3", "build:3.2". */
export type Choice = string;

/** The question that a choice puts to the API. */
export function toQuestion(choice: Choice): { channel?: string; version?: number; build?: string } {
  const [, kind, name = ""] = /^(channel|version|build):(.+)$/.exec(choice) ?? [];
  if (kind === "channel") return { channel: name };
  if (kind === "version" && /^[1-9]\d{0,8}$/.test(name)) return { version: Number(name) };
  return kind === "build" ? { build: name } : {};
}

const MOST = 8;

function listOptions(
  image: Image,
  channels: readonly { name: string; automatic: boolean; build: { tag: string } }[],
  builds: readonly { tag: string; version: number }[],
): SelectOption<Choice>[] {
  const newestOf = new Map<number, string>();
  for (const { version, tag } of builds) if (!newestOf.has(version)) newestOf.set(version, tag);
  const older = builds.filter(({ tag }) => tag !== image.latest?.tag);
  return [
    {
      value: "",
      label: `Build ${image.latest?.tag}, by digest`,
      hint: "The newest; the text never changes its meaning",
    },
    ...channels.map(({ name, automatic, build }) => ({
      value: `channel:${name}`,
      label: `Channel ${name}`,
      hint: `Follows it: build ${build.tag} now, ${automatic ? "then each newer good one" : "then what is promoted"}`,
    })),
    ...[...newestOf].slice(0, MOST).map(([version, tag]) => ({
      value: `version:${version}`,
      label: `Version ${version}`,
      hint: `Follows its builds: ${tag} now`,
    })),
    ...older.slice(0, MOST).map(({ tag }) => ({ value: `build:${tag}`, label: `Build ${tag}, by digest` })),
  ];
}

/** Chooses whether the texts follow a channel or a version, or stay with one build. */
export function UseImageChoice(props: {
  image: Image;
  value: Choice;
  onValueChange: (value: Choice) => void;
}) {
  const { image, value, onValueChange } = props;
  const { data } = useQuery(
    orpc.channels.list.queryOptions({ input: { team: image.team, image: image.name } }),
  );
  const builds = useGoodBuilds(image.team, image.name);
  const options = listOptions(image, data?.items ?? [], builds);
  if (!options.some((option) => option.value === value)) {
    const [kind = "", name = ""] = value.split(/:(.*)/s);
    options.push({ value, label: `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} ${name}` });
  }
  return (
    <Select
      label="What the texts name"
      prefix="Name:"
      className="w-full sm:w-80"
      options={options}
      value={value}
      onValueChange={onValueChange}
    />
  );
}
