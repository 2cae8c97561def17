import type { AddressInfo, Socket } from "node:net";
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
    const lines = new Set<Socket>();
    server.on("connection", (line: Socket) => {
      lines.add(line);
      line.once("close", () => lines.delete(line));
    });
    server.once("error", (error: NodeJS.ErrnoException) => resolve(err(listenErrorOf(error, at.port))));
    server.once("listening", () => {
      const { port } = server.address() as AddressInfo;
      resolve(ok({ port, close: () => closeServer(server, lines) }));
    });
  });
}

/** Whatever a connection is by now: one that was upgraded, or is about to be, is none that the HTTP server would close. */
function closeServer(server: ReturnType<typeof serve>, lines: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const line of lines) line.destroy();
  });
}

function listenErrorOf(error: NodeJS.ErrnoException, port: number): ListenError {
  if (error.code === "EADDRINUSE") return { kind: "port-taken", port };
  if (error.code === "EACCES") return { kind: "port-forbidden", port };
  return { kind: "cannot-listen", reason: error.message };
}
