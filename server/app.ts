import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { upgradeWebSocket } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { PROTOCOL, PROTOCOL_HEADER } from "../shared/model/protocol.ts";
import { accessGuard } from "./access-guard.ts";
import { callerOf } from "./caller.ts";
import type { Deps } from "./deps.ts";
import { HttpError, type HttpErrorCode, statusOf, wireErrorOf } from "./http-error.ts";
import { roomUserOf } from "./room-caller.ts";
import { ROUTES } from "./routes/index.ts";
import { type SocketEvents, socketEvents } from "./sync/socket-events.ts";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The whole HTTP surface: guards, routes, the web app, and how a refusal looks. */
export function createApp(deps: Deps): Hono {
  const app = new Hono();
  app.onError((error, c) => answerError(error, c, deps));
  app.notFound((c) => refuse(c, "route.not-found"));
  app.use(headers(deps), sayProtocol, hostGuard(deps.hosts), originGuard);
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => refuse(c, "request.too-large") }));
  const compressed = compress();
  app.use((c, next) => (LONG_ANSWERS.has(c.req.path) ? next() : compressed(c, next)));
  app.use(accessGuard(deps));
  for (const routes of ROUTES) app.route("/", routes(deps));
  app.get("/sync", syncSocket(deps), () => {
    throw new HttpError("request.invalid", { field: "upgrade", expected: "websocket" });
  });
  serveMaps(app, deps);
  if (deps.webRoot !== undefined) serveWeb(app, deps.webRoot);
  return app;
}

/** Answers that last as long as somebody listens. */
const LONG_ANSWERS = new Set(["/api/v1/changes", "/api/v1/report-runs", "/export/v1/consumption", "/sync"]);

/** The one socket of an app: all rooms of the caller's utility. */
const syncSocket = (deps: Deps) =>
  upgradeWebSocket(
    (c): SocketEvents => {
      const caller = callerOf(c);
      return socketEvents(caller.utility.rooms, roomUserOf(caller, deps));
    },
    { onError: (error) => deps.report(`a socket failed: ${String(error)}`) },
  );

/**
 * Nothing inline, nothing from elsewhere: a customer's data cannot be sent to a third party. The one
 * exception is the server of the base map, where a utility has chosen one.
 */
const headers = (deps: Deps) => {
  const mapOrigins = (): string =>
    [...new Set(deps.utilities.all().map(({ map }) => map.origin() ?? ""))].join(" ").trim();
  const [page, labelWorker] = [secureHeaders(secured(mapOrigins)), secureHeaders(secured(mapOrigins, WASM))];
  return createMiddleware((c, next) => (LABEL_WORKER.test(c.req.path) ? labelWorker : page)(c, next));
};

/** The one thread that runs WebAssembly: what reads bar codes. A worker's policy comes with its own file. */
const LABEL_WORKER = /^\/assets\/label-worker-[\w-]+\.js$/;
const WASM = ["'wasm-unsafe-eval'"];

const secured = (
  mapOrigins: () => string,
  moreScript: readonly string[] = [],
): Parameters<typeof secureHeaders>[0] => ({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", ...moreScript],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:", "blob:", mapOrigins],
    fontSrc: ["'self'"],
    connectSrc: ["'self'", mapOrigins],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
  strictTransportSecurity: false,
});

/** An app that was kept offline for long learns that the server has moved on. */
const sayProtocol = createMiddleware(async (c, next) => {
  await next();
  if (c.req.path.startsWith("/api/")) c.header(PROTOCOL_HEADER, `${PROTOCOL}`);
});

/** A page elsewhere that resolves its own name to this machine gets no answer (DNS rebinding). */
const hostGuard = (hosts: readonly string[]) =>
  createMiddleware(async (c, next) => {
    const host = (c.req.header("host") ?? "").replace(/:\d+$/, "");
    if (!hosts.includes(host)) return refuse(c, "request.foreign-host");
    return next();
  });

/**
 * A form or script on another site cannot change anything here (CSRF), nor open a socket. Browsers say where a request
 * comes from in `Sec-Fetch-Site`, older ones in `Origin`; what sends neither is no browser.
 */
const originGuard = createMiddleware(async (c, next) => {
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const isSocket = c.req.header("upgrade") !== undefined;
  if (!((isRead && !isSocket) || isSameOrigin(c))) return refuse(c, "request.foreign-origin");
  return next();
});

function isSameOrigin(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = c.req.header("origin");
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === c.req.header("host");
}

function refuse(c: Context, code: HttpErrorCode, details?: unknown): Response {
  return Response.json(wireErrorOf(code, details), { status: statusOf(code), headers: c.res.headers });
}

function answerError(error: Error, c: Context, deps: Deps): Response {
  if (error instanceof HttpError) return refuse(c, error.code, error.details);
  deps.report(`${c.req.method} ${c.req.path} failed: ${error.stack ?? error.message}`);
  return refuse(c, "server.failed");
}

/**
 * A utility's own map files: `/maps/town.pmtiles` is `maps/town.pmtiles` in its folder, piece by piece where
 * a range is asked for; pictures by number lie there as `maps/14/8620/5150.png`.
 */
function serveMaps(app: Hono, deps: Deps): void {
  const keepForADay = createMiddleware(async (c, next) => {
    await next();
    if (c.res.ok) c.header("Cache-Control", "private, max-age=86400");
  });
  const rewriteRequestPath = (path: string, c: Context): string => `/${callerOf(c).utility.id}${path}`;
  app.get("/maps/*", keepForADay, serveStatic({ root: deps.dataFolder, rewriteRequestPath }), (c) =>
    refuse(c, "route.not-found"),
  );
}

/** Built files carry their hash in the name and never change; every other path is the app itself. */
function serveWeb(app: Hono, webRoot: string): void {
  const setCaching = createMiddleware(async (c, next) => {
    await next();
    const isHashed = c.req.path.startsWith("/assets/") && c.res.status === 200;
    c.header("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
  });
  app.use(setCaching);
  app.use(serveStatic({ root: webRoot }));
  app.get("*", async (c, next) => {
    const isFile =
      /\.[a-z0-9]+$/i.test(c.req.path) || c.req.path.startsWith("/api/") || c.req.path.startsWith("/ingest/");
    if (isFile) return next();
    return c.html(await readFile(join(webRoot, "index.html"), "utf8"));
  });
}
