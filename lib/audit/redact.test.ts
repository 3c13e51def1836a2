import { expect, test } from "vitest";
import { recordAudit } from "#lib/audit/record-audit";
import { redact, redactText } from "#lib/audit/redact";
import { db } from "#lib/db";
import { makeOwner } from "#lib/testing/make";

test("what stands under a secret's name is hidden, however deep", () => {
  expect(
    redact({
      name: "ci",
      role: "owner",
      token: "x",
      clientSecret: "x",
      nested: [{ initialPassword: "x", email: "ada@example.com" }],
      version: 3,
      none: null,
    }),
  ).toEqual({
    name: "ci",
    role: "owner",
    token: "(hidden)",
    clientSecret: "(hidden)",
    nested: [{ initialPassword: "(hidden)", email: "ada@example.com" }],
    version: 3,
    none: null,
  });
});

test.each([
  ["token bh_0123456789abcdefghij-_ here", "token (hidden) here"],
  ["whsec_0123456789abcdefghij", "(hidden)"],
  ["https://ada:secret@example.com/x", "https://(hidden)@example.com/x"],
  ["https://example.com:8080/a@b", "https://example.com:8080/a@b"],
  ["bh_short", "bh_short"],
  ["media/ffmpeg:3.2", "media/ffmpeg:3.2"],
  ["mailto ada@example.com", "mailto ada@example.com"],
])("%j goes on record as %j", (text, expected) => expect(redactText(text)).toBe(expected));

test("the record itself goes through it", async () => {
  const owner = await makeOwner();
  const secret = "bh_0123456789abcdefghijklmnop";
  await recordAudit(db, owner, {
    action: "token.create",
    teamId: owner.teams[0]?.id,
    target: `a ${secret}`,
    before: { note: secret },
    after: { password: "hunter22" },
  });
  const row = await db.auditEvent.findFirstOrThrow({ where: { actorId: owner.actor.id } });
  expect(row).toMatchObject({
    target: "a (hidden)",
    before: { note: "(hidden)" },
    after: { password: "(hidden)" },
  });
});
