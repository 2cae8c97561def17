import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { err, ok, type Result } from "../shared/model/result.ts";

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
    const server = serve({ fetch: app.fetch, hostname: at.host, port: at.port });
    server.once("error", (error: NodeJS.ErrnoException) => resolve(err(listenErrorOf(error, at.port))));
    server.once("listening", () => {
      const { port } = server.address() as AddressInfo;
      resolve(ok({ port, close: () => closeServer(server) }));
    });
  });
}

function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

function listenErrorOf(error: NodeJS.ErrnoException, port: number): ListenError {
  if (error.code === "EADDRINUSE") return { kind: "port-taken", port };
  if (error.code === "EACCES") return { kind: "port-forbidden", port };
  return { kind: "cannot-listen", reason: error.message };
}
