import { FolderGit2 } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export interface ProjectsEmptyProps {
  team: string | null;
  hasTeam: boolean;
  /** The button that makes one; null for whoever may not. */
  create: ReactNode;
}

/** What a project is good for, where there is none yet. */
export function ProjectsEmpty({ team, hasTeam, create }: ProjectsEmptyProps) {
  if (!hasTeam) {
    return (
      <EmptyState
        icon={<FolderGit2 />}
        title="First a team, then its projects"
        actions={
          <ButtonLink variant="primary" href="/teams?new">
            New team
          </ButtonLink>
        }
      >
        Every project belongs to a team. Create one, or ask an owner of another team to add you: its projects
        then appear here by themselves.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<FolderGit2 />}
      title={team ? `${team} has no project yet` : "No projects yet"}
      actions={create}
    >
      A project is what starts from images: a repository, a service, an agent’s workspace. It follows a
      channel, such as stable, and asks at each start what that is now; so an update reaches it without
      anybody editing its configuration, and here you see who gets what.
      {create ? null : " Maintainers of a team make its projects."}
    </EmptyState>
  );
}
