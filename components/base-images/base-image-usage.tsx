import { Plus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { CopyField } from "#components/ui/copy-field";
import { Section } from "#components/ui/section";
import type { BaseImage } from "#lib/base-images/schemas";

/** How one writes a base image in a Dockerfile, and what Bakehouse makes of it. */
export function BaseImageUsage({ bases }: { bases: readonly BaseImage[] }) {
  const ready = bases.filter(({ digest }) => digest !== null);
  const example = ready.find(({ name }) => name.endsWith(":latest")) ?? ready[0];
  const name = example?.name ?? "codex-base:latest";
  return (
    <Section
      title="How to use one"
      description={
        <>
          Begin a Dockerfile with its name. When a build starts, Bakehouse looks the name up here and builds
          on the digest it finds, not on a tag that can move under it: what a build stood on stays known, and
          building again on the same base stays possible.
        </>
      }
    >
      <div className="flex max-w-prose flex-wrap items-center gap-2">
        <CopyField what="FROM line" value={`FROM ${name}`} className="min-w-64 flex-1" />
        <ButtonLink icon={<Plus />} href="/images/new">
          New image
        </ButtonLink>
      </div>
    </Section>
  );
}
