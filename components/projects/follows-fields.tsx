"use client";
import { GoodBuildSelect } from "#components/channels/good-build-select";
import type { completeDraft, UseDraft } from "#components/projects/use-draft";
import type { useImageChoices } from "#components/projects/use-image-choices";
import { Field } from "#components/ui/field";
import { Segmented } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import type { Follows } from "#lib/projects/schemas";

const KINDS = [
  { value: "channel", label: "A channel" },
  { value: "version", label: "A version" },
  { value: "build", label: "One build" },
] as const;

const HINTS: Record<Follows["kind"], string> = {
  channel: "It gets what the channel points to: each promotion and each roll-back reaches it.",
  version: "It gets the newest good build of this version, and never another version.",
  build:
    "It gets this build until somebody changes it here. To go on by itself later, follow and hold instead.",
};

export interface FollowsFieldsProps {
  chosen: ReturnType<typeof completeDraft>;
  choices: ReturnType<typeof useImageChoices>;
  onChange: (changes: Partial<UseDraft>) => void;
}

/** Whether a use follows a channel or a version or is pinned to a build, and which of those that there are. */
export function FollowsFields({ chosen, choices, onChange }: FollowsFieldsProps) {
  const { kind } = chosen;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col items-start gap-1.5">
        <p className="text-sm font-medium">What it follows</p>
        <Segmented
          label="What it follows"
          options={KINDS}
          value={kind}
          onValueChange={(next) => onChange({ kind: next })}
        />
      </div>
      {kind === "channel" ? (
        <Field label="Channel" custom hint={HINTS.channel}>
          {chosen.channel === null ? (
            <Nothing>It has no channel yet: latest is there as soon as a build has succeeded.</Nothing>
          ) : (
            <Select
              value={chosen.channel}
              onValueChange={(channel) => onChange({ channel })}
              options={choices.channels.map(({ name, tag, automatic }) => ({
                value: name,
                label: name,
                hint: `${tag} now; ${automatic ? "moves by itself to each newer good build" : "moves by promotion"}`,
              }))}
            />
          )}
        </Field>
      ) : kind === "version" ? (
        <Field label="Version" custom hint={HINTS.version}>
          <Select
            value={String(chosen.version ?? "")}
            onValueChange={(version) => onChange({ version: Number(version) })}
            options={withCurrent(choices.versions, chosen.version).map(
              ({ number, message, tag, isBuilt }) => ({
                value: String(number),
                label: `Version ${number}`,
                hint: [tag ? `${tag} now` : isBuilt ? null : "not built yet", message]
                  .filter(Boolean)
                  .join(" · "),
              }),
            )}
          />
        </Field>
      ) : (
        <Field label="Build" custom hint={HINTS.build}>
          {chosen.build === null ? (
            <Nothing>It has no good build yet.</Nothing>
          ) : (
            <GoodBuildSelect
              builds={choices.good}
              value={chosen.build}
              onValueChange={(build) => onChange({ build })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

/** The versions that are loaded, and the one that is followed, which may be older than these. */
function withCurrent(versions: FollowsFieldsProps["choices"]["versions"], current: number | null) {
  if (current === null || versions.some(({ number }) => number === current)) return versions;
  return [...versions, { number: current, message: "", tag: null, isBuilt: true }];
}

function Nothing({ children }: { children: string }) {
  return <p className="text-sm text-warning">{children}</p>;
}
