"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { DescriptionForm } from "#components/ui/description-form";
import { Section } from "#components/ui/section";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { api, orpc } from "#lib/api/query";
import type { Project } from "#lib/projects/schemas";

/** What maintainers decide about a project: its description and its end. */
export function ProjectSettings({ project }: { project: Project }) {
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <Description project={project} />
      <Deletion project={project} />
    </div>
  );
}

function Description({ project }: { project: Project }) {
  const queryClient = useQueryClient();
  const input = { team: project.team, project: project.name };
  return (
    <DescriptionForm
      label="What it is"
      hint="Such as where its repository is and who looks after it; 500 characters at most."
      value={project.description}
      onSave={async (description) => {
        const saved = await api.projects.update({ ...input, description });
        queryClient.setQueryData(orpc.projects.get.queryKey({ input }), saved);
        return saved.description;
      }}
    />
  );
}

function Deletion({ project }: { project: Project }) {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  const queryClient = useQueryClient();
  const { team, name, uses, lastAskedAt } = project;
  const full = `${team}/${name}`;

  async function remove() {
    await api.projects.delete({ team, project: name });
    router.push("/projects");
    toast({ title: `Deleted ${full}` });
    await queryClient.invalidateQueries({ queryKey: orpc.projects.list.key() });
  }

  return (
    <Section title="Delete this project">
      <Card padded className="flex flex-col items-start gap-3">
        <p className="max-w-prose text-muted">
          Takes {full} with its uses and its record of asks away. Its images stay as they are.
        </p>
        <Button variant="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
          Delete project
        </Button>
      </Card>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${full}?`}
        confirm="Delete project"
        typed={full}
        onConfirm={remove}
      >
        {uses.length > 0 ? (
          <>
            <p>
              Sandboxes that ask for it get 404 from then on, and do not start unless they fall back on
              something else:
            </p>
            <ul className="list-disc pl-5">
              {uses.map(({ name, image }) => (
                <li key={name}>
                  <code className="text-fg">{name}</code>, which gets {image}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>It uses no image, so nothing stops working.</p>
        )}
        <p>
          {lastAskedAt ? (
            <>
              It last asked <TimeAgo time={lastAskedAt} />.
            </>
          ) : (
            "It has never asked."
          )}{" "}
          This cannot be taken back.
        </p>
      </ConfirmDialog>
    </Section>
  );
}
