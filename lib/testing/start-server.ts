import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A real HTTP server on a free port of this machine; `listener` may be set later. */
export async function startServer(
  port = 0,
): Promise<{ origin: string; listen: (listener: RequestListener) => void; close: () => Promise<void> }> {
  let answer: RequestListener = (_, response) => response.writeHead(503).end();
  const server: Server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listen: (listener) => {
      answer = listener;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
