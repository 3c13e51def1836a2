"use client";
import { useQuery } from "@tanstack/react-query";
import { useGoodBuilds } from "#components/channels/good-build-select";
import type { Choice } from "#components/images/use-image-question";
import { Select, type SelectOption } from "#components/ui/select";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

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
      label="What the texts take"
      prefix="Take:"
      className="w-full sm:w-80"
      options={options}
      value={value}
      onValueChange={onValueChange}
    />
  );
}
