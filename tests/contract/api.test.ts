import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "../../server/start-server.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { meterKeyOf } from "../../shared/model/meter-id.ts";
import { makeScaled } from "../../shared/model/scaled.ts";
import type {
  WireConsumption,
  WirePointDetail,
  WirePointList,
  WireReadings,
  WireTelegramView,
} from "../../shared/model/wire.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { makeDataFolder, removeDataFolder } from "../support/run-server.ts";
import { startHere } from "../support/start-here.ts";

/** The HTTP API over the real store, journal and decoder, in one process. */
const HOUR = 3_600_000;
const T0 = Date.parse("2026-11-01T00:00:00Z");
const OLD = meterKeyOf({ manufacturer: "KAM", id: "80000001", version: 0x30, deviceType: 0x04 });
const NEW = meterKeyOf({ manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 });
const dataFolder = makeDataFolder();
let server: RunningServer;
let token = "";
let cookie = "";

function history(): MonthColumns {
  const n = 49;
  return {
    meter: OLD,
    timesMs: Float64Array.from({ length: n }, (_, i) => T0 + i * HOUR),
    registers: [
      {
        register: "E1",
        unit: "kWh",
        exponent: 0,
        counts: Float64Array.from({ length: n }, (_, i) => 5000 + 2 * i),
      },
      {
        register: "t1",
        unit: "°C",
        exponent: -2,
        counts: Float64Array.from({ length: n }, (_, i) => 7000 + i),
      },
    ],
    statusIndex: Uint16Array.from({ length: n }, (_, i) => (i >= 30 && i < 33 ? 1 : 0)),
    statusSets: [[], ["flow-sensor-1-air"]],
    marks: new Uint16Array(n),
    originIndex: new Uint16Array(n),
    origins: [{ source: "radio", receiver: "mast" }],
    frameSeq: new Float64Array(n).fill(Number.NaN),
  };
}

beforeAll(async () => {
  server = await startHere(dataFolder, {
    report: (text) => {
      throw new Error(text);
    },
  });
  cookie = await setUp();
  const { points, store } = server.deps;
  await store.settings.saveUtility({ name: "Engby Varme", timeZone: "Europe/Copenhagen" });
  const swapMs = T0 + 48 * HOUR;
  await points.savePoints(
    [
      {
        id: "p1",
        number: "1001",
        address: "Engvej 1",
        postalCode: "5000",
        city: "Engby",
        area: "North",
        medium: "heat",
        intervalMinutes: 60,
        customerNumber: "77",
        customerName: "A. Jensen",
      },
    ],
    [
      {
        pointId: "p1",
        meter: OLD,
        type: "MULTICAL 302",
        mountedAtMs: T0 - 1000 * HOUR,
        removedAtMs: swapMs,
        startValues: [],
        endValues: [{ register: "E1", unit: "kWh", value: makeScaled(5096, 0) }],
      },
      {
        pointId: "p1",
        meter: NEW,
        type: "MULTICAL 403",
        mountedAtMs: swapMs,
        startValues: [{ register: "E1", unit: "kWh", value: makeScaled(12_300, 0) }],
        endValues: [],
      },
    ],
  );
  await points.saveKeys([{ meter: NEW, key: Uint8Array.from(Buffer.from(vectors.key, "hex")) }]);
  await store.readings.importMonths([history()]);
  token = await store.gateways.create("mast");
});

afterAll(async () => {
  await server.close();
  removeDataFolder(dataFolder);
});

const url = (path: string) => `http://127.0.0.1:${server.port}${path}`;
/** Asks as the first administrator. */
const ask = (path: string): Promise<Response> => fetch(url(path), { headers: { cookie } });

/** Becomes the first administrator by the link the server made, as at any first start. */
async function setUp(): Promise<string> {
  const answer = await fetch(url("/api/v1/setup"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      token: server.setupLinks[0]?.token,
      user: "ada",
      name: "Ada",
      password: "seven otters in a drawer",
    }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function get<T>(path: string): Promise<T> {
  const answer = await ask(path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}
const send = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  fetch(url("/ingest/v1/telegrams"), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("a telegram's road over HTTP", () => {
  const telegram = { rxAt: T0 + 50 * HOUR, raw: vectors["403.full.frameB"], rssiDbm: -68 };

  it("is acknowledged once, decoded, and stands at its point with the telegram behind it", async () => {
    expect(await (await send([telegram])).json()).toEqual({ accepted: 1, duplicates: 0, journalSeq: 1 });
    expect(await (await send([telegram])).json()).toEqual({ accepted: 0, duplicates: 1, journalSeq: 1 });
    await server.deps.ingest.settled();
    const { readings } = await get<WireReadings>("/api/v1/points/p1/readings?limit=1");
    expect(readings[0]).toMatchObject({
      atMs: telegram.rxAt,
      meterKey: NEW,
      source: "radio",
      receiver: "mast",
      frameSeq: 1,
    });
    expect(readings[0]?.values.slice(0, 2)).toEqual([
      { register: "E1", value: "12345", unit: "kWh" },
      { register: "V1", value: "987.65", unit: "m³" },
    ]);
    expect(readings[0]?.status.length).toBe(2);
    const view = await get<WireTelegramView>("/api/v1/telegrams/1");
    expect(view).toMatchObject({ raw: vectors["403.full.frameB"], rssiDbm: -68, link: "wmbus" });
    expect(view.decoded).toMatchObject({
      meter: { manufacturer: "KAM", id: "90000001" },
      framing: "frame-b",
      security: { verdict: "decrypted" },
      normalised: vectors["403.full.telegram(no dll crc)"],
    });
    const energy = view.decoded?.records.find((record) => record.value === "12345");
    const [first, length] = energy?.at ?? [0, 0];
    expect(view.decoded?.plain.slice(2 * first, 2 * (first + length))).toContain("39300000");
  });

  it("the key never leaves the server", async () => {
    for (const path of ["/api/v1/points", "/api/v1/points/p1", "/api/v1/telegrams/1", "/health"]) {
      expect((await (await ask(path)).text()).toUpperCase()).not.toContain(vectors.key);
    }
  });

  it("the list shows what the mounted meter said last", async () => {
    const list = await get<WirePointList>("/api/v1/points");
    expect(list.utility).toEqual({ name: "Engby Varme", timeZone: "Europe/Copenhagen" });
    expect(list.points[0]).toMatchObject({
      number: "1001",
      customer: "A. Jensen",
      meter: { serial: "90000001", type: "MULTICAL 403", hasKey: true },
      latest: { atMs: telegram.rxAt },
    });
  });

  it("consumption runs over the exchange to the day", async () => {
    // Local days of November in Copenhagen begin at 23:00 UTC. 2 kWh an hour until the exchange at
    // T0 + 48 h (1 h into 3 November), then 12,345 − 12,300 = 45 kWh until T0 + 50 h.
    const from = T0 - HOUR;
    const answer = await get<WireConsumption>(
      `/api/v1/points/p1/consumption?register=E1&step=day&from=${from}&to=${from + 72 * HOUR}`,
    );
    expect(answer.intervals.map((interval) => [interval.mark, interval.value])).toEqual([
      ["missing", null],
      ["measured", "48"],
      ["silent", "47"],
    ]);
    // That day was over long ago: it says up to when it was counted.
    expect(answer.intervals.at(-1)?.untilMs).toBe(T0 + 50 * HOUR);
    expect(answer).toMatchObject({ unit: "kWh", total: "95", timeZone: "Europe/Copenhagen" });
    expect(answer.events.map((event) => event.kind)).toEqual(["status", "status", "exchange", "status"]);
  });

  it("a point's page knows its meters and what can be shown", async () => {
    const detail = await get<WirePointDetail>("/api/v1/points/p1");
    expect(detail.segments.map((segment) => [segment.serial, segment.removedAtMs])).toEqual([
      ["80000001", T0 + 48 * HOUR],
      ["90000001", undefined],
    ]);
    expect(detail.counters.slice(0, 2)).toEqual(["E1", "V1"]);
    expect(detail.instants).toContain("t1");
    expect([detail.firstReadingAtMs, detail.lastReadingAtMs]).toEqual([T0, telegram.rxAt]);
  });

  it("momentary values are there for drawing", async () => {
    const series = await get<{ timesMs: number[]; columns: { values: number[] }[] }>(
      `/api/v1/points/p1/series?registers=t1&from=${T0}&to=${T0 + 2 * HOUR}`,
    );
    expect(series.timesMs).toEqual([T0, T0 + HOUR]);
    expect(series.columns[0]?.values).toEqual([70, 70.01]);
  });

  it("a watching screen hears of the next reading, and one that was away of what it missed", async () => {
    const { cursor } = await get<WirePointList>("/api/v1/points");
    const watching = await ask(`/api/v1/changes?since=${cursor}`);
    await send([{ ...telegram, rxAt: T0 + 52 * HOUR }]);
    const text = await readUntil(watching, "\n\n");
    expect(text).toMatch(/^data: \{"kind":"reading","pointId":"p1"/m);
    const late = await ask(`/api/v1/changes?since=${cursor}`);
    expect(await readUntil(late, "\n\n")).toContain('"pointId":"p1"');
    const foreign = await ask("/api/v1/changes?since=12");
    expect(await readUntil(foreign, "\n\n")).toContain("event: reset");
  });
});

async function readUntil(answer: Response, end: string): Promise<string> {
  const reader = answer.body?.getReader();
  let text = "";
  while (reader && !text.includes(end)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += Buffer.from(value).toString("utf8");
  }
  await reader?.cancel();
  return text;
}

describe("the guards", () => {
  const refusal = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { error: { code: string } }).error.code,
  ];

  it("refuse another site's request, another host's name, a wrong token, no JSON and nonsense", async () => {
    const evil = { authorization: `Bearer ${token}`, "sec-fetch-site": "cross-site" };
    expect(await refusal(await send([], evil))).toEqual([403, "request.foreign-origin"]);
    expect(await refusal(await send([], { authorization: "Bearer x" }))).toEqual([
      401,
      "gateway.wrong-token",
    ]);
    expect(await refusal(await send([], {}))).toEqual([401, "gateway.wrong-token"]);
    expect(await refusal(await send([{ rxAt: 1, raw: "2E4" }]))).toEqual([400, "ingest.not-hex"]);
    expect(await refusal(await ask("/api/v1/points/none"))).toEqual([404, "point.not-found"]);
    expect(await refusal(await ask("/api/v1/telegrams/999999"))).toEqual([404, "telegram.not-found"]);
    expect(await refusal(await ask("/api/v1/nothing"))).toEqual([404, "route.not-found"]);
    for (const query of [
      "register=X&from=0&to=1",
      "register=E1&from=5&to=5",
      "register=E1&from=a&to=1",
      "register=E1&step=week&from=0&to=9",
    ]) {
      expect(await refusal(await ask(`/api/v1/points/p1/consumption?${query}`))).toEqual([
        400,
        "request.invalid",
      ]);
    }
  });

  it("nothing of it is told to somebody who is not signed in, and health tells them no figures of customers", async () => {
    for (const path of [
      "/api/v1/points",
      "/api/v1/points/p1",
      "/api/v1/heard",
      "/api/v1/changes",
      "/api/v1/users",
    ])
      expect(await refusal(await fetch(url(path))), path).toEqual([401, "session.needed"]);
    const stranger = await (await fetch(url("/health"))).json();
    expect(Object.keys(stranger).sort()).toEqual(["decodedSeq", "journalSeq", "status", "version"]);
    expect(await get("/health")).toMatchObject({ points: 1, status: "ok" });
  });

  it("every answer forbids inline scripts, foreign sources and frames", async () => {
    const answer = await fetch(url("/health"));
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    // What reads bar codes is WebAssembly: its thread's own file may run it, nothing else.
    const worker = await fetch(url("/assets/label-worker-x.js"));
    const own = worker.headers.get("content-security-policy") ?? "";
    expect(own.replace(" 'wasm-unsafe-eval'", "")).toBe(policy);
    expect(own).toContain("script-src 'self' 'wasm-unsafe-eval'");
  });
});
