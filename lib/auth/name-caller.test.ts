import { afterAll, beforeAll, expect, test } from "vitest";
import { nameCaller } from "#lib/auth/name-caller";
import { originOf } from "#lib/auth/origin-of";
import { startServer } from "#lib/testing/start-server";

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer();
  server.listen((request, response) => {
    nameCaller(request, Number(request.headers["x-proxies"] ?? 0));
    response.end(originOf(new Headers({ "x-forwarded-for": String(request.headers["x-forwarded-for"]) })).ip);
  });
});
afterAll(() => server.close());

async function callerOf(forwarded: string | null, proxies?: number): Promise<string> {
  const response = await fetch(server.origin, {
    headers: {
      ...(forwarded !== null && { "x-forwarded-for": forwarded }),
      ...(proxies !== undefined && { "x-proxies": String(proxies) }),
    },
  });
  return response.text();
}

test("without proxies in front the caller is who is connected, whatever they say", async () => {
  expect(await callerOf(null)).toBe("127.0.0.1");
  expect(await callerOf("203.0.113.9")).toBe("127.0.0.1");
  expect(await callerOf("203.0.113.9, 198.51.100.1")).toBe("127.0.0.1");
});

test.each([
  [1, "203.0.113.9", "203.0.113.9"],
  [1, "forged, 198.51.100.7, 203.0.113.9", "203.0.113.9"],
  [2, "198.51.100.7,203.0.113.9 , 10.0.0.1", "203.0.113.9"],
  [2, "203.0.113.9", "203.0.113.9"],
  [1, "203.0.113.9:4711", "203.0.113.9"],
  [1, "[2001:db8::1]:4711", "2001:db8::1"],
  [1, "2001:db8::1", "2001:db8::1"],
  [1, "unknown", "127.0.0.1"],
  [1, "", "127.0.0.1"],
])("behind %i of them, which say %j, it is %s", async (proxies, forwarded, caller) => {
  expect(await callerOf(forwarded, proxies)).toBe(caller);
});
