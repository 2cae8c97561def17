import { upgradeWebSocket } from "@hono/node-server";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { startHttp } from "../../server/start-http.ts";

/** A server that is ended while a socket is being opened on it: it ends, and the socket with it. */
it.each([
  ["before it is asked whose the socket is", "asked"],
  ["once the socket is open", "open"],
] as const)("ends %s", async (_when, moment) => {
  let isAsked = false;
  let letIn = (): void => undefined;
  const known = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  const app = new Hono();
  app.get(
    "/sync",
    async (_c, next) => {
      isAsked = true;
      await known;
      await next();
    },
    upgradeWebSocket(() => ({})),
  );
  const started = await startHttp(app, { host: "127.0.0.1", port: 0 });
  if (!started.ok) throw new Error(started.error.kind);
  const socket = new WebSocket(`ws://127.0.0.1:${started.value.port}/sync`);
  const said: string[] = [];
  for (const event of ["open", "close"] as const) socket.on(event, () => said.push(event));
  socket.on("error", () => undefined);
  await expect.poll(() => isAsked).toBe(true);
  if (moment === "open") {
    letIn();
    await expect.poll(() => said).toEqual(["open"]);
  }
  let isEnded = false;
  const ended = started.value.close().then(() => {
    isEnded = true;
  });
  letIn();
  await expect.poll(() => isEnded).toBe(true);
  await ended;
  await expect.poll(() => said.at(-1)).toBe("close");
});
