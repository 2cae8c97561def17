import type { AddressInfo } from "node:net";
import { serve, type WebSocketServerLike } from "@hono/node-server";
import type { Hono } from "hono";
import { err, ok, type Result } from "../shared/model/result.ts";
import { createSocketServer } from "./sync/socket-events.ts";

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

export type ListenError =
  | { readonly kind: "port-taken"; readonly port: number }
  | { readonly kind: "port-forbidden"; readonly port: number }
  | { readonly kind: "cannot-listen"; readonly reason: string };

/** Listens on `host:port` (0 = any free port). */
export function startHttp(
  app: Hono,
  at: { readonly host: string; readonly port: number },
): Promise<Result<HttpServer, ListenError>> {
  return new Promise((resolve) => {
    const sockets = createSocketServer();
    const server = serve({
      fetch: app.fetch,
      hostname: at.host,
      port: at.port,
      // Their types differ in one word only: an option that may be absent, or may be undefined.
      websocket: { server: sockets as unknown as WebSocketServerLike },
    });
    server.once("error", (error: NodeJS.ErrnoException) => resolve(err(listenErrorOf(error, at.port))));
    server.once("listening", () => {
      const { port } = server.address() as AddressInfo;
      resolve(ok({ port, close: () => closeServer(server, () => endSockets(sockets)) }));
    });
  });
}

/** An upgraded connection is no longer the HTTP server's to close. */
function endSockets(sockets: ReturnType<typeof createSocketServer>): void {
  for (const client of sockets.clients) client.terminate();
}

function closeServer(server: ReturnType<typeof serve>, endOthers: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    endOthers();
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

function listenErrorOf(error: NodeJS.ErrnoException, port: number): ListenError {
  if (error.code === "EADDRINUSE") return { kind: "port-taken", port };
  if (error.code === "EACCES") return { kind: "port-forbidden", port };
  return { kind: "cannot-listen", reason: error.message };
}
