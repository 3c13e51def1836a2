"use client";
import { SquarePen } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useLineHash } from "#components/builds/use-line-hash";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { DockerfileDiff, DockerfileEditor } from "#components/images/lazy-editor";
import { useImageRole } from "#components/images/use-image-role";
import { ButtonLink } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Segmented } from "#components/ui/segmented";
import type { Build } from "#lib/builds/schemas";

const VIEWS = [
  { value: "written", label: "As written" },
  { value: "resolved", label: "As resolved" },
  { value: "changes", label: "Both" },
] as const;

/** The Dockerfile as it was written, and as the engine was given it: with each base by its digest. */
export function BuildDockerfile({ build }: { build: Omit<Build, "steps"> }) {
  const asked = useSearchParams().get("view");
  const replaceSearch = useReplaceSearch();
  const [line, setLine] = useLineHash();
  const may = useImageRole(build.team, build.image);
  const resolved = build.resolvedDockerfile;
  const view =
    resolved === null ? "written" : (VIEWS.find(({ value }) => value === asked)?.value ?? "written");
  const text = view === "resolved" && resolved !== null ? resolved : build.dockerfile;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {resolved === null ? (
          <p className="text-sm text-muted">Its base images were not resolved.</p>
        ) : (
          <Segmented
            label="Which Dockerfile"
            options={VIEWS}
            value={view}
            onValueChange={(value) => replaceSearch({ view: value === "written" ? null : value })}
          />
        )}
        <span className="ml-auto" />
        <CopyButton value={text} what="Dockerfile" words variant="secondary" />
        {may("developer") ? (
          <ButtonLink
            icon={<SquarePen />}
            size="sm"
            href={`/images/${build.team}/${build.image}?tab=edit&from=${build.version}`}
          >
            Edit as new version
          </ButtonLink>
        ) : null}
      </div>
      {view === "changes" && resolved !== null ? (
        <DockerfileDiff
          before={build.dockerfile}
          after={resolved}
          beforeLabel="As written"
          afterLabel="As resolved"
        />
      ) : (
        <DockerfileEditor
          key={view}
          value={text}
          readOnly
          ariaLabel={view === "resolved" ? "Dockerfile as resolved" : "Dockerfile as written"}
          highlightLine={line ?? build.error?.line ?? null}
          onLineClick={setLine}
          minHeight="8rem"
        />
      )}
    </div>
  );
}
