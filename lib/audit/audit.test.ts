import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { exportAuditEvents } from "#lib/audit/export-audit-events";
import { getAuditEvent } from "#lib/audit/get-audit-event";
import { listAuditEvents } from "#lib/audit/list-audit-events";
import { listAuditFacets } from "#lib/audit/list-audit-facets";
import { firstIdAt } from "#lib/audit/read-audit-page";
import { recordAudit } from "#lib/audit/record-audit";
import type { AuditEvent, AuditFilter } from "#lib/audit/schemas";
import { toCsvRow } from "#lib/audit/to-csv-row";
import type { Context } from "#lib/auth/context";
import { createBaseImage } from "#lib/base-images/create-base-image";
import { deleteBaseImage } from "#lib/base-images/delete-base-image";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import { deleteImage } from "#lib/images/delete-image";
import { renameImage } from "#lib/images/rename-image";
import { updateImage } from "#lib/images/update-image";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";

const list = async (ctx: Context, filter: AuditFilter = {}, limit = 100) =>
  (await listAuditEvents(ctx, { ...filter, limit })).items;
const actions = (events: AuditEvent[]) => events.map(({ action }) => action);

async function exported(ctx: Context, format: "csv" | "ndjson", filter: AuditFilter = {}) {
  let text = "";
  for await (const piece of await exportAuditEvents(ctx, { ...filter, format })) text += piece;
  return text;
}

test("who, what, when, from where, before and after", async () => {
  const owner = await makeOwner();
  const from = { ...owner, origin: { ip: "::ffff:192.0.2.7", userAgent: "curl/8" } };
  const image = await makeImage(owner, { description: "Old" });
  await updateImage(from, { team: image.team, image: image.name, description: "New" });
  const [event] = await list(owner);
  expect(event).toEqual({
    id: expect.any(String),
    at: expect.any(String),
    action: "image.update",
    team: teamOf(owner),
    teamId: owner.teams[0]?.id,
    imageId: image.id,
    target: `${image.team}/${image.name}`,
    actor: { kind: "user", id: owner.actor.id, name: owner.actor.name },
    ip: "192.0.2.7",
    userAgent: "curl/8",
    before: { description: "Old" },
    after: { description: "New" },
  });
  expect(Math.abs(Date.now() - Date.parse(event?.at ?? ""))).toBeLessThan(60_000);
  expect(await getAuditEvent(owner, { id: event?.id ?? "" })).toEqual(event);
});

test("what fails is not on record", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const before = await list(owner);
  const input = { team: image.team, image: image.name, channel: "stable", build: "9.9", reason: "" };
  await expect(promote(owner, input)).rejects.toThrow();
  expect(await list(owner)).toEqual(before);
});

test("each filter finds its events, and together they narrow", async () => {
  const owner = await makeOwner();
  const colleague = await makeMember(owner, "maintainer");
  const [one, other] = [await makeImage(owner), await makeImage(colleague)];
  await makeGoodBuild(one);
  const name = `${one.team}/${one.name}`;
  await promote(colleague, { team: one.team, image: one.name, channel: "stable", build: "1.1", reason: "" });
  expect(actions(await list(owner))).toEqual([
    "channel.promote",
    "channel.move",
    "build.succeed",
    "image.create",
    "image.create",
  ]);
  expect(actions(await list(owner, { action: "channel.promote" }))).toEqual(["channel.promote"]);
  expect(actions(await list(owner, { image: `${other.team}/${other.name}` }))).toEqual(["image.create"]);
  expect(await list(owner, { image: name })).toHaveLength(4);
  expect(actions(await list(owner, { actor: colleague.actor.id }))).toEqual([
    "channel.promote",
    "image.create",
  ]);
  expect(actions(await list(owner, { actor: "system" }))).toEqual(["channel.move", "build.succeed"]);
  expect(actions(await list(owner, { image: name, actor: colleague.actor.id }))).toEqual(["channel.promote"]);
  expect(await list(owner, { image: name, action: "image.delete" })).toEqual([]);
  expect(await list(owner, { image: "no/such" })).toEqual([]);
  expect(await list(owner, { team: teamOf(owner), actor: "nobody" })).toEqual([]);
});

test("a range of time is exact at both ends", async () => {
  const owner = await makeOwner();
  for (let i = 0; i < 3; i++) {
    await makeImage(owner);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const [last, middle, first] = await list(owner);
  const found = async (filter: AuditFilter) => (await list(owner, filter)).map(({ id }) => id);
  expect(await found({ from: middle?.at })).toEqual([last?.id, middle?.id]);
  expect(await found({ to: middle?.at })).toEqual([first?.id]);
  expect(await found({ from: middle?.at, to: last?.at })).toEqual([middle?.id]);
  expect(await found({ from: "2100-01-01T00:00:00Z" })).toEqual([]);
  expect(await found({ to: "1970-01-01T00:00:00Z" })).toEqual([]);
});

test("ids of a time are where version 7 UUIDs of that time begin", async () => {
  const { id, at } = await db.auditEvent.create({
    data: { action: "test", target: "x", actorKind: "system", actorName: "Bakehouse" },
  });
  expect(firstIdAt(at.getTime() - 60_000) < id).toBe(true);
  expect(firstIdAt(at.getTime() + 60_000) > id).toBe(true);
  expect(firstIdAt(0)).toBe("00000000-0000-7000-8000-000000000000");
});

test("pages follow each other without a gap, over several teams and images too", async () => {
  const owner = await makeOwner();
  const second = await makeOwner();
  const both: Context = { ...owner, teams: [...owner.teams, ...second.teams] };
  for (let i = 0; i < 4; i++) await makeImage(i % 2 ? owner : second);
  const all = await list(both);
  expect(all).toHaveLength(4);
  const paged: AuditEvent[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listAuditEvents(both, { cursor, limit: 1 });
    paged.push(...page.items);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  await expect(listAuditEvents(both, { cursor: "nonsense", limit: 1 })).rejects.toMatchObject({
    code: "invalid",
  });
});

test("an image is found by names it had, and after it was deleted", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner, { name: "old-name" });
  const team = teamOf(owner);
  await renameImage(owner, { team, image: "old-name", name: "new-name" });
  await deleteImage(owner, { team, image: "new-name" });
  const expected = ["image.delete", "image.rename", "image.create"];
  for (const name of ["old-name", "new-name"]) {
    const events = await list(owner, { image: `${team}/${name}` });
    expect(actions(events)).toEqual(expected);
    expect(events.every(({ imageId }) => imageId === image.id)).toBe(true);
  }
});

test("maintainers read their teams' record, others not; an administrator reads all", async () => {
  const [owner, stranger, admin] = await Promise.all([
    makeOwner(),
    makeOwner(),
    makeOwner({ isAdmin: true }),
  ]);
  const [maintainer, developer] = [
    await makeMember(owner, "maintainer"),
    await makeMember(owner, "developer"),
  ];
  const image = await makeImage(owner);
  const team = teamOf(owner);
  const [event] = await list(owner);
  const id = event?.id ?? "";
  expect(await list(maintainer, { team })).toHaveLength(1);
  expect(await getAuditEvent(maintainer, { id })).toEqual(event);

  const forbidden = { code: "forbidden" };
  await expect(list(developer, { team })).rejects.toMatchObject(forbidden);
  await expect(list(developer)).rejects.toMatchObject(forbidden);
  await expect(listAuditFacets(developer, {})).rejects.toMatchObject(forbidden);
  await expect(exported(developer, "csv")).rejects.toMatchObject(forbidden);
  await expect(getAuditEvent(developer, { id })).rejects.toMatchObject(forbidden);

  const missing = { code: "not_found" };
  await expect(list(stranger, { team })).rejects.toMatchObject(missing);
  await expect(getAuditEvent(stranger, { id })).rejects.toMatchObject(missing);
  await expect(getAuditEvent(owner, { id: randomUUID() })).rejects.toMatchObject(missing);
  await expect(getAuditEvent(owner, { id: "nonsense" })).rejects.toMatchObject(missing);
  expect(await list(stranger, { image: `${image.team}/${image.name}` })).toEqual([]);
  expect(await list(stranger)).toEqual([]);
  expect(await exported(stranger, "ndjson")).toBe("");

  expect(await list(admin, { team })).toEqual([event]);
  expect((await list(admin)).map((each) => each.id)).toContain(id);
  expect(await list(admin, { actor: owner.actor.id })).toEqual([event]);
  await expect(list(admin, { team: "no-such-team" })).rejects.toMatchObject(missing);
});

test("what belongs to no team, or to one that is gone, is for administrators", async () => {
  const [admin, owner] = await Promise.all([makeOwner({ isAdmin: true }), makeOwner()]);
  const gone = randomUUID();
  const action = `test.${randomUUID()}`;
  await db.$transaction(async (tx) => {
    await recordAudit(tx, owner, { action, target: "instance" });
    await recordAudit(tx, owner, { action, teamId: gone, target: "gone/image" });
  });
  expect(await list(admin, { action })).toMatchObject([
    { target: "gone/image", team: null, teamId: gone },
    { target: "instance", team: null, teamId: null },
  ]);
  expect((await listAuditFacets(admin, {})).actions).toContain(action);
  expect(await list(owner, { action })).toEqual([]);
  expect((await listAuditFacets(owner, {})).actions).not.toContain(action);
});

test("base images are of no team, and on record for administrators", async () => {
  const admin = await makeOwner({ isAdmin: true });
  const input = { name: `base-${randomUUID()}:1`, reference: "registry.example.com/base:1", description: "" };
  const { id } = await createBaseImage(admin, input);
  await deleteBaseImage(admin, { id });
  await expect(deleteBaseImage(admin, { id })).rejects.toMatchObject({ code: "not_found" });
  expect(await list(admin, { actor: admin.actor.id })).toMatchObject([
    { action: "baseImage.delete", target: input.name, before: { reference: input.reference } },
    { action: "baseImage.create", target: input.name, after: { reference: input.reference } },
  ]);
});

test("facets name what there is to filter by, once", async () => {
  const owner = await makeOwner();
  const colleague = await makeMember(owner, "developer");
  for (const ctx of [owner, colleague, owner]) await makeGoodBuild(await makeImage(ctx));
  const facets = await listAuditFacets(owner, { team: teamOf(owner) });
  expect(facets.actions).toEqual(["build.succeed", "channel.move", "image.create"]);
  expect(facets.actors).toHaveLength(2);
  expect(facets.actors).toEqual(
    expect.arrayContaining([owner, colleague].map(({ actor: { kind, id, name } }) => ({ kind, id, name }))),
  );
  expect(await listAuditFacets(await makeOwner(), {})).toEqual({ actions: [], actors: [] });
});

test("nobody can edit it, not even by SQL", async () => {
  const owner = await makeOwner();
  await makeImage(owner);
  const before = await list(owner);
  const id = before[0]?.id ?? "";
  for (const change of [
    db.$executeRaw`UPDATE "AuditEvent" SET target = 'x' WHERE id = ${id}::uuid`,
    db.$executeRaw`DELETE FROM "AuditEvent" WHERE id = ${id}::uuid`,
    db.$executeRaw`TRUNCATE "AuditEvent"`,
  ]) {
    await expect(change).rejects.toThrow("the audit log cannot be changed");
  }
  expect(await list(owner)).toEqual(before);
});

test("NDJSON is the events of the list, one a line, however many", async () => {
  const owner = await makeOwner();
  const teamId = owner.teams[0]?.id;
  await db.auditEvent.createMany({
    data: Array.from({ length: 2500 }, (_, i) => ({
      action: i % 2 ? "image.update" : "build.request",
      teamId,
      target: `a/b:${i}`,
      actorKind: "system",
      actorName: "Bakehouse",
    })),
  });
  const lines = (await exported(owner, "ndjson")).split("\n");
  expect(lines.pop()).toBe("");
  const events = lines.map((line) => JSON.parse(line) as AuditEvent);
  expect(events.map(({ target }) => target)).toEqual(
    Array.from({ length: 2500 }, (_, i) => `a/b:${2499 - i}`),
  );
  expect(events.slice(0, 100)).toEqual(await list(owner));
  const filtered = await exported(owner, "ndjson", { action: "image.update" });
  expect(filtered.split("\n")).toHaveLength(1251);
});

test("CSV is read back by a parser, with no cell that a spreadsheet would compute", async () => {
  const owner = await makeOwner();
  await db.$transaction((tx) =>
    recordAudit(
      tx,
      { ...owner, origin: { ip: "::1", userAgent: '=HYPERLINK("http://x")' } },
      {
        action: "image.update",
        teamId: owner.teams[0]?.id,
        target: '+1, "two"\nthree',
        after: { description: "=1+1" },
      },
    ),
  );
  const text = await exported(owner, "csv");
  const [header, row, ...rest] = parseCsv(text);
  expect(rest).toEqual([]);
  const cells = Object.fromEntries((header ?? []).map((name, i) => [name, row?.[i]]));
  expect(cells).toMatchObject({
    team: teamOf(owner),
    action: "image.update",
    target: '\'+1, "two"\nthree',
    actor: owner.actor.name,
    "actor id": owner.actor.id,
    ip: "::1",
    "user agent": '\'=HYPERLINK("http://x")',
    before: "",
    after: '{"description":"=1+1"}',
  });
});

test.each([
  ["=1", "'=1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@x", "'@x"],
  [" =1", "' =1"],
  ["\t=1", "'\t=1"],
  ["\tx", "'\tx"],
  ["＝1", "'＝1"],
  ["\r=1", '"\'\r=1"'],
  ["a=1", "a=1"],
  ["", ""],
  ['a"b', '"a""b"'],
  ["a,b", '"a,b"'],
])("the cell %j is written %j", (cell, written) => expect(toCsvRow([cell])).toBe(`${written}\r\n`));

/** RFC 4180, to the letter. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (!match) throw new Error(`no CSV at ${at}: ${text.slice(at, at + 40)}`);
    row.push((match[1]?.replaceAll('""', '"') ?? match[2]) || "");
    if (match[3] === "\r\n") {
      rows.push(row);
      row = [];
    }
    at = cell.lastIndex;
  }
  return rows;
}
