import { describe, expect, it } from "vitest";
import {
  findStartingPoint,
  isDockerfileEdited,
  startNewImage,
  takeStartingPoint,
} from "#components/images/new-image-start";
import { startingPoints } from "#lib/dockerfile/starting-points";

const media = findStartingPoint("media-and-data");
const browser = findStartingPoint("headless-browser");

describe("startNewImage", () => {
  it("begins blank and unnamed when nothing was asked for, or something unknown", () => {
    for (const from of [null, "no-such-point"]) {
      expect(startNewImage(from, "media")).toMatchObject({
        point: "blank",
        team: "media",
        name: "",
        description: "",
      });
    }
  });

  it("takes over what the starting point suggests", () => {
    expect(startNewImage("media-and-data", "media")).toMatchObject({
      name: media.suggestedName,
      description: media.summary,
      dockerfile: media.dockerfile,
    });
  });
});

describe("takeStartingPoint", () => {
  it("replaces what came from the former one", () => {
    const next = takeStartingPoint(startNewImage("media-and-data", "media"), browser);
    expect(next).toMatchObject({
      point: browser.id,
      name: browser.suggestedName,
      description: browser.summary,
      dockerfile: browser.dockerfile,
    });
  });

  it("keeps a name and a description that somebody wrote", () => {
    const draft = { ...startNewImage("media-and-data", "media"), name: "mine", description: "My own" };
    expect(takeStartingPoint(draft, browser)).toMatchObject({ name: "mine", description: "My own" });
  });

  it("leaves nothing behind after a round through all of them", () => {
    let draft = startNewImage("blank", "media");
    for (const point of [...startingPoints, findStartingPoint("blank")]) {
      draft = takeStartingPoint(draft, point);
    }
    expect(draft).toEqual(startNewImage("blank", "media"));
  });
});

describe("isDockerfileEdited", () => {
  it("tells a written text from a filled-in or an empty one", () => {
    const draft = startNewImage("media-and-data", "media");
    expect(isDockerfileEdited(draft)).toBe(false);
    expect(isDockerfileEdited({ ...draft, dockerfile: `${draft.dockerfile}USER me\n` })).toBe(true);
    expect(isDockerfileEdited({ ...draft, dockerfile: " \n" })).toBe(false);
  });
});
