"use client";
import { useQuery } from "@tanstack/react-query";
import { SquarePen } from "lucide-react";
import Link from "next/link";
import { Facts } from "#components/builds/facts";
import { ImageConfig } from "#components/builds/image-config";
import { useLineHash } from "#components/builds/use-line-hash";
import { DockerfileEditor } from "#components/images/lazy-editor";
import { Lineage } from "#components/images/lineage";
import { UsedBy } from "#components/images/used-by";
import { ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { CopyButton } from "#components/ui/copy-button";
import { Digest } from "#components/ui/digest";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import type { Image } from "#lib/images/schemas";

/** What an image is made of and what it brings. */
export function ImageOverview({ image }: { image: Image }) {
  const { team, name, versions } = image;
  const [line, setLine] = useLineHash();
  const version = useQuery(
    orpc.versions.get.queryOptions({ input: { team, image: name, number: versions } }),
  );
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Section
        title={`Dockerfile, version ${versions}`}
        description={
          version.data ? (
            <>
              {version.data.message || "No message"}
              {version.data.author ? ` · ${version.data.author}` : null} ·{" "}
              <TimeAgo time={version.data.createdAt} />
            </>
          ) : undefined
        }
        action={
          <span className="flex gap-2">
            {version.data ? (
              <CopyButton value={version.data.dockerfile} what="Dockerfile" words variant="secondary" />
            ) : null}
            {isAtLeast(image.role, "developer") ? (
              <ButtonLink
                size="sm"
                icon={<SquarePen />}
                href={`/images/${team}/${name}?tab=edit&from=${versions}`}
              >
                Edit
              </ButtonLink>
            ) : null}
          </span>
        }
      >
        {version.data ? (
          <DockerfileEditor
            value={version.data.dockerfile}
            readOnly
            ariaLabel={`Dockerfile of version ${versions}`}
            highlightLine={line}
            onLineClick={setLine}
            minHeight="8rem"
          />
        ) : version.isError ? (
          <Card>
            <ErrorState
              error={version.error}
              title="The Dockerfile could not be loaded"
              retry={version.refetch}
            />
          </Card>
        ) : (
          <Skeleton className="h-64 rounded-md!" />
        )}
      </Section>
      <div className="flex flex-col gap-6">
        <Section title="Used by">
          <UsedBy image={image} />
        </Section>
        <Lineage image={image} />
        <Section title="What it brings">
          <Brings image={image} />
        </Section>
        <Section title="Facts">
          <Card padded>
            <Facts
              facts={[
                ["Repository", <Digest key="value" value={image.repository} what="repository" />],
                ["Versions", versions.toLocaleString("en-US")],
                [
                  "Created",
                  <span key="value">
                    <TimeAgo time={image.createdAt} />
                    {image.createdBy ? ` by ${image.createdBy}` : null}
                  </span>,
                ],
                ["Changed", <TimeAgo key="value" time={image.updatedAt} />],
              ]}
            />
          </Card>
        </Section>
      </div>
    </div>
  );
}

/** From the record of the build that :latest names. */
function Brings({ image }: { image: Image }) {
  const id = image.latest?.id;
  const { data, isError, error, refetch } = useQuery({
    ...orpc.builds.get.queryOptions({ input: { id: id ?? "" } }),
    enabled: id !== undefined,
  });
  if (!id) {
    return (
      <Card padded>
        <p className="text-muted">
          Its environment, entrypoint, user and bases are read off the first good build.
        </p>
      </Card>
    );
  }
  if (isError) {
    return (
      <Card>
        <ErrorState error={error} title="The build’s record could not be loaded" retry={refetch} />
      </Card>
    );
  }
  if (!data) return <Skeleton className="h-48 rounded-md!" />;
  return (
    <Card padded>
      <p className="mb-2 text-sm text-muted">
        As build{" "}
        <Link href={`/builds/${id}?tab=details`} className="rounded-sm font-mono text-accent hover:underline">
          {data.tag}
        </Link>{" "}
        recorded it
      </p>
      {data.config ? <ImageConfig config={data.config} /> : null}
      {data.bases.length > 0 ? (
        <Facts
          facts={[
            [
              data.bases.length === 1 ? "Base image" : "Base images",
              <ul key="value" className="flex flex-col gap-1.5">
                {data.bases.map((base) => (
                  <li key={`${base.line} ${base.name}`}>
                    <code>{base.name}</code>
                    <br />
                    <Digest value={base.digest} />
                  </li>
                ))}
              </ul>,
            ],
          ]}
        />
      ) : null}
    </Card>
  );
}
