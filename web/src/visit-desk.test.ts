import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noteServerTime } from "./api/server-clock.ts";
import { LocalDatabase } from "./store/local-database.ts";
import { VisitDesk } from "./visit-desk.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2026-11-30T10:00:00Z");
const VISIT = {
  ...{ id: "visit-1", roundId: "r-1", pointId: "p-1", meter: "KAM-12345678-30-04", note: "" },
  ...{ outcome: "read" as const, values: [], doubts: [] },
};

let database: LocalDatabase;
let names = 0;
let sent: { readonly atMs: number }[] = [];
let aheadMs = 0;
let isUp = false;
beforeEach(() => {
  names += 1;
  [sent, aheadMs, isUp] = [[], 0, false];
  database = new LocalDatabase(`visit-desk-${names}`);
  vi.useFakeTimers({ now: NOW_MS, toFake: ["Date", "performance"] });
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    if (!isUp) return Promise.reject(new TypeError("Failed to fetch"));
    if (path.endsWith("/visits")) sent.push(JSON.parse(String(body)));
    const date = new Date(Date.now() - aheadMs).toUTCString();
    return Promise.resolve(new Response(JSON.stringify({ isNew: true }), { headers: { date } }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const openDesk = () =>
  new VisitDesk({
    database,
    intake: { readAtDoor: () => Promise.resolve(undefined) },
    rooms: () => Promise.resolve(undefined),
    onChange: () => Promise.resolve(),
  });

it("sends a visit typed without a network with the right time, by a clock that is two hours ahead", async () => {
  const desk = openDesk();
  vi.setSystemTime(NOW_MS + 2 * HOUR_MS);
  await desk.perform({ kind: "keep-visit", visit: VISIT });
  [aheadMs, isUp] = [2 * HOUR_MS, true];
  await desk.send(true);
  expect(sent.map(({ atMs }) => atMs)).toEqual([NOW_MS]);
  expect(await database.visits.get("visit-1")).toMatchObject({ atMs: NOW_MS, isSent: 1 });
});

it("sends a visit of a told time with that time, though the clock is set before it goes", async () => {
  const desk = openDesk();
  noteServerTime(new Date(NOW_MS).toUTCString(), NOW_MS);
  await desk.perform({ kind: "keep-visit", visit: VISIT });
  vi.setSystemTime(NOW_MS + 2 * HOUR_MS);
  [aheadMs, isUp] = [2 * HOUR_MS, true];
  await desk.send(true);
  expect(sent.map(({ atMs }) => atMs)).toEqual([NOW_MS]);
});

it("sends a visit with its right time where the clock was a year ahead and is put right before anybody tells the time", async () => {
  const desk = openDesk();
  vi.setSystemTime(NOW_MS + 8760 * HOUR_MS);
  await desk.perform({ kind: "keep-visit", visit: VISIT });
  vi.setSystemTime(NOW_MS);
  isUp = true;
  await desk.send(true);
  expect(sent).toEqual([expect.objectContaining({ atMs: NOW_MS })]);
  expect(sent.some((visit) => "leaps" in visit)).toBe(false);
});

it("lets a visit go by itself after its minute also where the clock was put back since", async () => {
  const desk = openDesk();
  noteServerTime(new Date(NOW_MS).toUTCString(), NOW_MS);
  await desk.perform({ kind: "keep-visit", visit: VISIT });
  isUp = true;
  await desk.send(false);
  expect(sent).toEqual([]);
  vi.setSystemTime(NOW_MS - 8760 * HOUR_MS);
  aheadMs = -8760 * HOUR_MS;
  await desk.send(false);
  expect(sent).toEqual([expect.objectContaining({ atMs: NOW_MS })]);
});
