import { createRoot, createSignal } from "solid-js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WirePoint, WireRegistersAt } from "../../../shared/model/wire.ts";
import type { WireNewVisit } from "../../../shared/model/wire-visits.ts";
import { createTypedReading } from "./create-typed-reading.ts";

// What Node is given by itself is made for servers: nothing follows anything there.
vi.mock("solid-js", async () => import(`${"solid-js"}/dist/solid.js`));

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 30, 12);
const METER = {
  key: "KAM-80000001-34-04",
  serial: "80000001",
  manufacturer: "KAM",
  type: "MC403",
  hasKey: true,
};
const POINT: WirePoint = {
  ...{ id: "p1", number: "1", address: "Street 1", postalCode: "5000", city: "Engby", area: "North" },
  ...{ lat: 0, lon: 0, medium: "heat", customerNumber: "", customer: "", meter: METER },
  latest: { atMs: NOW_MS, values: [{ register: "E1", value: "5000", unit: "kWh" }], status: [] },
} as WirePoint;

let sent: WireNewVisit[] = [];
/** What the server says to the next visit; nothing: its answer is lost. */
let answer: object | undefined;
/** What the meter said around moments; what is not there is not answered. */
let told = new Map<number, WireRegistersAt>();
beforeEach(() => {
  sent = [];
  answer = { isNew: true };
  told = new Map();
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (path.endsWith("/visits")) {
      sent.push(JSON.parse(String(init.body)) as WireNewVisit);
      if (!answer) throw new Error("no network");
      return Response.json(answer);
    }
    const at = told.get(Number(new URL(path, "http://localhost").searchParams.get("at")));
    return at ? Response.json(at) : new Promise<Response>(() => undefined);
  });
});
afterEach(() => vi.unstubAllGlobals());

const between = (low: string, high: string): WireRegistersAt => ({
  meterKey: METER.key,
  values: [{ register: "E1", value: low, unit: "kWh", mark: "estimated", bounds: [low, high] }],
});
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function open(point = POINT) {
  const [atMs, setAtMs] = createSignal<number | undefined>(NOW_MS);
  return createRoot((close) => ({
    reading: createTypedReading({ point: () => point, atMs, languageTag: () => "en-GB" }),
    ...{ setAtMs, close },
  }));
}

it("is one visit, however often it is sent because the answer was lost, and another one once something else is said", async () => {
  told.set(NOW_MS, between("5000", "5100"));
  const { reading, close } = open();
  await settle();
  reading.type("E1", "5050");
  answer = undefined;
  await reading.send("");
  expect(reading.fault()).toBe("call.unreachable");
  answer = { isNew: false };
  await reading.send("");
  expect(reading.isDone()).toBe(true);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  reading.type("E1", "5051");
  await reading.send("");
  expect(sent[2]?.id).not.toBe(sent[0]?.id);
  close();
});

it("is held against what the meter said at its own moment, and is not sent before that is known", async () => {
  told.set(NOW_MS, between("5000", "5100"));
  told.set(NOW_MS - DAY_MS, between("4900", "4950"));
  const { reading, setAtMs, close } = open();
  await settle();
  reading.type("E1", "5050");
  expect([reading.doubts(), reading.isReady()]).toEqual([[], true]);
  setAtMs(NOW_MS - DAY_MS);
  expect(reading.isReady()).toBe(false);
  await settle();
  expect([reading.doubts(), reading.isReady()]).toEqual([["far-above"], false]);
  reading.sure(true);
  expect(reading.isReady()).toBe(true);
  // Sure of that moment only.
  told.set(NOW_MS - 2 * DAY_MS, between("4800", "4900"));
  setAtMs(NOW_MS - 2 * DAY_MS);
  await settle();
  expect([reading.isSure(), reading.isReady()]).toEqual([false, false]);
  close();
});

it("is typed of a meter that has never said anything too: what a meter of its kind counts", async () => {
  told.set(NOW_MS, { meterKey: METER.key, values: [] });
  const { latest: _, ...silent } = POINT;
  const { reading, close } = open(silent);
  await settle();
  expect(reading.lines().map(({ register, unit }) => [register, unit])).toEqual([
    ["E1", "kWh"],
    ["V1", "m³"],
  ]);
  reading.type("E1", "12.5");
  await reading.send("Told by telephone");
  expect(sent).toMatchObject([{ values: [{ register: "E1", value: "12.5", unit: "kWh" }] }]);
  close();
});
