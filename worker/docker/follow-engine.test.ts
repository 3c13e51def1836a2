import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { connectEngine } from "#worker/docker/connect-engine";
import { followEngine } from "#worker/docker/follow-engine";
import { serve } from "#worker/docker/test-engine";

const request = { doing: "Cannot follow", method: "GET", path: "/any" } as const;

test("reads no faster than it is read", async () => {
  const line = `${JSON.stringify({ text: "x".repeat(10_000) })}\n`;
  let written = 0;
  const host = await serve((_, answer) => {
    const write = () => {
      while (!answer.destroyed && answer.write(line)) written += line.length;
    };
    answer.on("drain", write);
    write();
  });
  const messages = followEngine(connectEngine(`tcp://${host}`), request);
  await messages.next();
  await sleep(300);
  const afterFirst = written;
  await sleep(300);
  expect(written).toBe(afterFirst);
  for (let i = 0; i < 5000; i++) await messages.next();
  expect(written).toBeGreaterThan(afterFirst);
  expect(written - 5000 * line.length).toBeLessThan(16_000_000);
  await messages.return();
});

test("puts characters together that were cut between two packets", async () => {
  const bytes = Buffer.from('{"a":"é🥖"}\r\n\n{"a":2}');
  const host = await serve(async (_, answer) => {
    for (const byte of bytes) {
      answer.write(Uint8Array.of(byte));
      await sleep(2);
    }
    answer.end();
  });
  const messages = await Array.fromAsync(followEngine(connectEngine(`tcp://${host}`), request));
  expect(messages).toEqual([{ a: "é🥖" }, { a: 2 }]);
});

test.each([
  ["no JSON", "<html>"],
  ["half a line", '{"a":'],
])("an answer that is %s is no engine's", async (_, text) => {
  const host = await serve((_, answer) => answer.end(text));
  const messages = Array.fromAsync(followEngine(connectEngine(`tcp://${host}`), request));
  await expect(messages).rejects.toMatchObject({ code: "unreachable" });
});
