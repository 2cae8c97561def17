import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { OrderDesk } from "./order-desk.ts";
import { LocalDatabase } from "./store/local-database.ts";

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-30T10:00:00Z");

let database: LocalDatabase;
let names = 0;
let sent: { readonly kind: string; readonly atMs: number }[] = [];
let isUp = false;
beforeEach(() => {
  names += 1;
  [sent, isUp] = [[], false];
  database = new LocalDatabase(`order-desk-${names}`);
  vi.useFakeTimers({ now: NOW_MS, toFake: ["Date", "performance"] });
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    if (!isUp) return Promise.reject(new TypeError("Failed to fetch"));
    if (path.includes("/orders/")) sent.push(JSON.parse(String(body)));
    return Promise.resolve(Response.json({}, { headers: { date: new Date(NOW_MS).toUTCString() } }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const keep = (desk: OrderDesk, kind: "failed" | "done") =>
  desk.perform({ kind: "keep-order-event", orderId: "o-1", event: { kind } as never });

it("tells the office what became of an order with its right time, though the clock was a year ahead and put right", async () => {
  const desk = new OrderDesk(database);
  vi.setSystemTime(NOW_MS - 2 * HOUR_MS + YEAR_MS);
  await keep(desk, "failed");
  expect((await desk.send()).ok).toBe(false);
  vi.advanceTimersByTime(HOUR_MS);
  vi.setSystemTime(NOW_MS - HOUR_MS);
  await keep(desk, "done");
  vi.advanceTimersByTime(HOUR_MS);
  isUp = true;
  expect(await desk.send()).toEqual({ ok: true, value: 2 });
  // In the order of time, and nothing of how it was found out.
  expect(sent).toEqual([
    expect.objectContaining({ kind: "failed", atMs: NOW_MS - 2 * HOUR_MS }),
    expect.objectContaining({ kind: "done", atMs: NOW_MS - HOUR_MS }),
  ]);
  expect(sent.some((event) => "untold" in event)).toBe(false);
});
