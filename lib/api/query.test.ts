import { expect, test, vi } from "vitest";
import { createQueryClient } from "#components/query/query-client";
import { orpc } from "#lib/api/query";

test("what a page could not prefetch fails at once while it is rendered on the server, without a request", async () => {
  const fetch = vi.spyOn(globalThis, "fetch");
  const client = createQueryClient();
  const options = orpc.images.get.queryOptions({ input: { team: "media", image: "ffmpeg" } });
  await expect(client.fetchQuery({ ...options, retryDelay: 60_000 })).rejects.toThrow(/^images.get was not/);
  expect(fetch).not.toHaveBeenCalled();
});
