import { expect, test } from "vitest";
import { promote } from "#lib/channels/promote";
import { deprecateImage } from "#lib/images/deprecate-image";
import { getImage } from "#lib/images/get-image";
import { listImages } from "#lib/images/list-images";
import { shareImage } from "#lib/images/share-image";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";

const ALL = { q: "", sort: "updated", limit: 50 } as const;

test("the catalogue shows of an image what its page shows, to its team and to another that it is shared with", async () => {
  const owner = await makeOwner();
  const other = await makeOwner();
  const [image, replacement] = await Promise.all([makeImage(owner), makeImage(owner)]);
  const path = { team: image.team, image: image.name };
  const build = await makeGoodBuild(image);
  await promote(owner, { ...path, channel: "stable", build: build.id, reason: "" });
  await shareImage(owner, { ...path, withTeam: teamOf(other), access: "edit" });
  await deprecateImage(owner, {
    ...path,
    message: "Use the other one",
    date: "2030-01-31",
    replacement: `${replacement.team}/${replacement.name}`,
  });
  const viewer = await makeMember(owner, "viewer");
  for (const ctx of [owner, viewer, other]) {
    const { items } = await listImages(ctx, ALL);
    const listed = items.find(({ id }) => id === image.id);
    expect(listed?.latest).toMatchObject({ id: build.id, channels: ["latest", "stable"] });
    expect(await getImage(ctx, path)).toMatchObject(listed ?? {});
  }
});
