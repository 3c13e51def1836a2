import type { NewImageDraft } from "#components/images/new-image-draft";
import { startingPoints } from "#lib/dockerfile/starting-points";
import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

/** The starting point of that id, or the blank one. */
export function findStartingPoint(id: string | null): StartingPoint {
  return startingPoints.find((point) => point.id === id) ?? startingPoints[0]!;
}

/** What a starting point says about itself describes the image too; the blank one's says nothing yet. */
function descriptionOf(point: StartingPoint): string {
  return point.id === "blank" ? "" : point.summary;
}

/** A new image as it begins: from a starting point that was asked for, or from the blank one without a name. */
export function startNewImage(from: string | null, team: string): NewImageDraft {
  const point = findStartingPoint(from);
  return {
    point: point.id,
    team,
    name: from === point.id ? point.suggestedName : "",
    description: descriptionOf(point),
    message: "",
    dockerfile: point.dockerfile,
  };
}

/** Whether somebody changed the text since it was filled in. */
export function isDockerfileEdited(draft: NewImageDraft): boolean {
  return draft.dockerfile.trim() !== "" && draft.dockerfile !== findStartingPoint(draft.point).dockerfile;
}

/** The draft with another starting point's text; its name and description only where nobody wrote any. */
export function takeStartingPoint(draft: NewImageDraft, next: StartingPoint): NewImageDraft {
  const former = findStartingPoint(draft.point);
  return {
    ...draft,
    point: next.id,
    dockerfile: next.dockerfile,
    name: draft.name === "" || draft.name === former.suggestedName ? next.suggestedName : draft.name,
    description:
      draft.description === "" || draft.description === descriptionOf(former)
        ? descriptionOf(next)
        : draft.description,
  };
}
