import { Boxes, Plus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

/** What an image is good for, where there is none yet, and how to make the first one. */
export function CatalogueEmpty({ team, hasTeam }: { team: string | null; hasTeam: boolean }) {
  if (!hasTeam) {
    return (
      <EmptyState
        icon={<Boxes />}
        title="First a team, then its images"
        actions={
          <ButtonLink variant="primary" icon={<Plus />} href="/teams?new">
            New team
          </ButtonLink>
        }
      >
        Every image belongs to a team. Create one, or ask an owner of another team to add you: its images then
        appear here by themselves.
      </EmptyState>
    );
  }
  const href = team ? `/images/new?team=${encodeURIComponent(team)}` : "/images/new";
  return (
    <EmptyState
      icon={<Boxes />}
      title={team ? `${team} has no image yet` : "Bake the first image"}
      actions={
        <>
          <ButtonLink href={`${href}${team ? "&" : "?"}from=media-and-data`}>
            Start from media and data
          </ButtonLink>
          <ButtonLink variant="primary" icon={<Plus />} href={href}>
            New image
          </ButtonLink>
        </>
      }
    >
      An image holds the tools that your agents, dev containers and CI start from, so that none of them
      installs ffmpeg again at each start. You write a Dockerfile, Bakehouse builds it, keeps every version
      and gives you a digest that always means the same.
    </EmptyState>
  );
}
