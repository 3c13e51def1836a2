import { headers } from "next/headers";
import { cache } from "react";
import { serverApi } from "#lib/api/server-client";
import { changeLog } from "#lib/live/change-log";

/**
 * The API for what a page reads on the server, in the name of who asks for the page; once a request, for its parts are
 * rendered side by side. `readAfter` is the id of the newest change before any of them reads.
 */
export const pageApi = cache(async () => {
  const readAfter = changeLog().newest();
  return { readAfter, ...(await serverApi(await headers())) };
});
