"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Box, Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { AsksSection } from "#components/projects/asks-section";
import { ProjectSettings } from "#components/projects/project-settings";
import { UseCard } from "#components/projects/use-card";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { classes } from "#components/ui/classes";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { laterDialog } from "#components/ui/part";
import { TabLinks } from "#components/ui/tab-links";
import { TimeAgo } from "#components/ui/time-ago";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import type { Use } from "#lib/projects/schemas";

const UseDialog = laterDialog(() => import("#components/projects/use-dialog").then((is) => is.UseDialog));
const RemoveUseDialog = laterDialog(() =>
  import("#components/projects/remove-use-dialog").then((is) => is.RemoveUseDialog),
);

/** A project: what it gets now and how often it asks or, with `?tab=settings`, what maintainers decide about it. */
export function ProjectPage({ team, name }: { team: string; name: string }) {
  const { data: project } = useSuspenseQuery(
    orpc.projects.get.queryOptions({ input: { team, project: name } }),
  );
  const isKeeper = isAtLeast(project.role, "maintainer");
  const tab = useSearchParams().get("tab") === "settings" && isKeeper ? "settings" : "overview";
  const [asked, setAsked] = useState<{ what: "edit" | "remove"; use: Use | null; nth: number } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const ask = (what: "edit" | "remove", use: Use | null) => {
    setAsked((before) => ({ what, use, nth: (before?.nth ?? 0) + 1 }));
    setOpen(true);
  };
  const path = `/projects/${team}/${name}`;
  const add = isKeeper ? (
    <Button variant="primary" icon={<Plus />} onClick={() => ask("edit", null)}>
      {project.uses.length === 0 ? "Choose its image" : "Add an image"}
    </Button>
  ) : null;

  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Projects", href: "/projects" },
          { label: team, href: `/projects?team=${encodeURIComponent(team)}` },
        ]}
        title={
          <>
            <span className="font-normal text-muted">{team}/</span>
            {name}
          </>
        }
        meta={
          <>
            {project.description ? `${project.description} · ` : null}
            {project.lastAskedAt ? (
              <>
                last asked <TimeAgo time={project.lastAskedAt} />
              </>
            ) : (
              "never asked"
            )}
          </>
        }
        actions={tab === "settings" || project.uses.length === 0 ? null : add}
      />
      {isKeeper ? (
        <TabLinks
          label="Parts of the project"
          current={tab}
          tabs={[
            { id: "overview", label: "Overview", href: path },
            { id: "settings", label: "Settings", href: `${path}?tab=settings` },
          ]}
        />
      ) : null}
      <div className={isKeeper ? "pt-5" : undefined}>
        {tab === "settings" ? (
          <ProjectSettings project={project} />
        ) : (
          <div className="flex flex-col gap-8">
            {project.uses.length === 0 ? (
              <Card>
                <EmptyState icon={<Box />} title="It uses no image yet" actions={add}>
                  Choose an image and what the project follows of it: a channel, a version, or one build. It
                  may have several under names of their own, such as default and gpu.
                  {add ? null : ` Maintainers of ${team} choose them.`}
                </EmptyState>
              </Card>
            ) : (
              <ul
                aria-label={`Images of ${name}`}
                className={classes("grid grid-cols-1 gap-4", project.uses.length > 1 && "xl:grid-cols-2")}
              >
                {project.uses.map((use) => (
                  <UseCard
                    key={use.id}
                    use={use}
                    actions={
                      isKeeper
                        ? { onEdit: () => ask("edit", use), onRemove: () => ask("remove", use) }
                        : undefined
                    }
                  />
                ))}
              </ul>
            )}
            <AsksSection project={project} />
          </div>
        )}
      </div>
      {asked?.what === "edit" ? (
        <UseDialog key={asked.nth} project={project} use={asked.use} open={isOpen} onOpenChange={setOpen} />
      ) : null}
      {asked?.what === "remove" && asked.use ? (
        <RemoveUseDialog key={asked.nth} use={asked.use} open={isOpen} onOpenChange={setOpen} />
      ) : null}
    </>
  );
}
