import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReportSource } from "../../server/reports/report-source.ts";
import { seedTown } from "../../server/simulation/seed-town.ts";
import type { WireProof } from "../../shared/analysis/prove-use.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { formatScaled, makeScaled } from "../../shared/model/scaled.ts";
import { findReport } from "../../shared/reports/index.ts";
import type { ReportPlace, ReportTable, RunWatch } from "../../shared/reports/report.ts";
import type { FigureProof, FigureTerm } from "../../shared/reports/report-figure.ts";
import type { RunLine } from "../../shared/reports/run-line.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { recomputeUse } from "../support/recompute-use.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const toHour = Math.floor(Date.parse("2026-11-24T10:00:00Z") / 3_600_000);
const TOWN = { seed: 41, points: 400, fromHour: toHour - 60 * 24, toHour };
const GO_ON: RunWatch = { progress: async () => true };
/** October 2026 in Denmark: from 22:00 UTC, the day before, to 23:00 UTC; the clock goes back on the 25th. */
const OCTOBER = { fromMs: Date.UTC(2026, 8, 30, 22), toMs: Date.UTC(2026, 9, 31, 23) };
const OCTOBER_DAYS = { from: "2026-10-01", to: "2026-10-31" };

let server: PeopleServer;
let office: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer();
  server.clock.nowMs = toHour * 3_600_000;
  await seedTown(server.town.store, { town: TOWN });
  await addIdle();
  await server.town.points.load();
  await addPoint(server.elsewhere, { id: "far", area: "East", address: "Langt Borte 1", serial: "61000009" });
  office = await signIn("bo", "superuser");
}, 120_000);
afterAll(async () => {
  await server.close();
});

/** A water meter of which nobody took a drop. */
async function addIdle(): Promise<void> {
  const { points, readings } = server.town.store;
  const [some] = await points.list();
  if (!some) throw new Error("an empty town");
  const meter = "KAM-99999999-1D-16" as MeterKey;
  await points.save(
    [{ ...some, id: "idle", number: "idle", medium: "water" }],
    [{ pointId: "idle", meter, type: "flowIQ 2200", mountedAtMs: 0, startValues: [], endValues: [] }],
  );
  const hours = Array.from({ length: 60 * 24 }, (_, hour) => (TOWN.fromHour + hour) * 3_600_000);
  const value = { register: "V1", unit: "m³", value: makeScaled(12_345, -3) } as const;
  const reading = { meter, values: [value], status: [], marks: [], source: "import", receiver: "" } as const;
  await readings.importMonths(toMonthColumns(hours.map((atMs) => ({ ...reading, atMs }))));
}

async function signIn(
  user: string,
  role: "user" | "superuser",
  areas?: readonly string[],
): Promise<TestBrowser> {
  const id = await addPerson(server, server.town, { user, role, ...(areas ? { areas } : {}) });
  return signedInBrowser(server, id);
}

async function run(params: object, browser = office): Promise<{ lines: RunLine[]; table: ReportTable }> {
  const answer = await browser.request("POST", "/api/v1/report-runs", { report: "consumption", params });
  const lines = (await answer.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunLine);
  const rows = lines.flatMap((line) => (line.kind === "rows" ? line.rows : []));
  const last = lines.find((line) => line.kind === "table");
  if (last?.kind !== "table") throw new Error(JSON.stringify(lines).slice(0, 500));
  return { lines, table: { ...last.table, rows } };
}

async function prove(asked: { params: object; figure: object }): Promise<FigureProof> {
  const answer = await office.request("POST", "/api/v1/report-runs", { report: "consumption", ...asked });
  const lines = (await answer.text()).trim().split("\n");
  const last = JSON.parse(lines.at(-1) ?? "{}") as RunLine;
  if (last.kind !== "proof") throw new Error(lines.at(-1));
  return last.proof;
}

/** What the point itself proves of the same time. */
async function ownUse({ pointId, fromMs, toMs }: FigureTerm): Promise<string | null> {
  const query = `register=V1&step=day&from=${fromMs}&to=${toMs}&noted=yes`;
  const answer = await office.request("GET", `/api/v1/points/${pointId}/proof?${query}`);
  return ((await answer.json()) as WireProof).proof?.value ?? null;
}

const cellOf = (table: ReportTable, row: number, column: string) =>
  table.rows[row]?.cells[table.columns.findIndex(({ id }) => id === column)];
const textOf = (cell: unknown): string | null =>
  typeof cell === "object" && cell !== null && "value" in cell
    ? (cell.value as string | null)
    : (cell as string);

describe("a consumption report of a town", () => {
  it("agrees with a recomputation from raw registers, point by point, and its total is the sum of its rows", async () => {
    const { table } = await run({ ...OCTOBER_DAYS, registers: ["V1"], places: {} });
    expect(table.asked).toBe(401);
    let compared = 0;
    let estimated = 0;
    let sum = 0n;
    const exponent = -9;
    for (const [i, row] of table.rows.entries()) {
      const shown = textOf(cellOf(table, i, "use"));
      if (shown !== null) sum += digitsOf(shown, exponent);
      const segments = await server.town.store.points.segments(row.pointId);
      const own = await recomputeUse(server.town.store.readings, segments, { register: "V1", ...OCTOBER });
      if (!own) continue;
      compared += 1;
      if (own.isEstimated) estimated += 1;
      expect(own.unit).toBe("m³");
      expect(shown).toBe(formatScaled(makeScaled(own.count, own.exponent)));
      expect(cellOf(table, i, "marks")).toContain(own.isEstimated ? "estimated" : "measured");
    }
    expect(compared).toBeGreaterThan(300);
    expect(estimated).toBeGreaterThan(3);
    const total = table.columns.find(({ id }) => id === "use")?.total ?? "";
    expect(digitsOf(total, exponent)).toBe(sum);
    expect(table.charts[0]?.consumption.total).toBe(total);
  });

  it("says the same whether boundaries are looked up for all meters at once or read meter by meter", async () => {
    const registers = ["E1", "V1", "E3"] as const;
    for (const boundariesMs of [
      [OCTOBER.fromMs, OCTOBER.toMs],
      [OCTOBER.fromMs + 5 * 86_400_000, OCTOBER.fromMs + 9 * 86_400_000],
      [Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 1)],
      [OCTOBER.fromMs, OCTOBER.toMs, Date.UTC(2026, 10, 30, 23)],
    ]) {
      const source = createReportSource({
        utility: server.town,
        timeZone: "Europe/Copenhagen",
        nowMs: server.clock.nowMs,
        isVisible: () => true,
      });
      const places = await source.places({});
      const ask = (of: readonly ReportPlace[]) =>
        source.uses({ places: of, registers, boundariesMs, boundariesOf: () => boundariesMs }, GO_ON);
      const together = await ask(places);
      const apart = [];
      for (let at = 0; at < places.length; at += 100)
        apart.push(...((await ask(places.slice(at, at + 100))) ?? []));
      const simple = (uses: typeof together) =>
        uses?.map((row) => row.map((use) => use && { unit: use.unit, intervals: use.intervals }));
      expect(simple(together)).toEqual(simple(apart));
    }
  });

  it("finds what nobody uses, what is above and what is below a limit, and adds the rows up again", async () => {
    const all = (await run({ ...OCTOBER_DAYS, registers: ["V1"], places: { media: ["water"] } })).table;
    const values = all.rows.map((_, i) => textOf(cellOf(all, i, "use")));
    for (const [limit, keeps] of [
      ["zero", (value: number) => value === 0],
      ["above", (value: number) => value > 5],
      ["below", (value: number) => value < 5],
    ] as const) {
      const some = (
        await run({
          ...OCTOBER_DAYS,
          registers: ["V1"],
          places: { media: ["water"] },
          limit,
          limitValue: "5",
        })
      ).table;
      const expected = values.filter((value) => value !== null && keeps(Number(value)));
      expect(some.rows.map((_, i) => textOf(cellOf(some, i, "use")))).toEqual(expected);
      expect(expected.length).toBeGreaterThan(limit === "zero" ? 0 : 5);
      expect(digitsOf(some.columns.find(({ id }) => id === "use")?.total ?? "", -9)).toBe(
        expected.reduce((sum, value) => sum + digitsOf(value ?? "0", -9), 0n),
      );
    }
  });

  it("converts to the last digit: the same rows in kWh, MWh and GJ", async () => {
    const of = async (energyUnit: string) =>
      (await run({ ...OCTOBER_DAYS, registers: ["E1"], places: { media: ["heat"] }, energyUnit })).table;
    let compared = 0;
    const [kwh, mwh, gj] = [await of("kWh"), await of("MWh"), await of("GJ")];
    for (const [i] of kwh.rows.entries()) {
      const own = textOf(cellOf(kwh, i, "use"));
      // A meter that counts in GJ has no finite number of kWh.
      if (own === null || own.length > 12) continue;
      compared += 1;
      // 1 kWh = 0.001 MWh = 0.0036 GJ
      expect(digitsOf(textOf(cellOf(mwh, i, "use")) ?? "", -9) * 1000n).toBe(digitsOf(own, -9));
      expect(digitsOf(textOf(cellOf(gj, i, "use")) ?? "", -9) * 10_000n).toBe(digitsOf(own, -9) * 36n);
    }
    expect(compared).toBeGreaterThan(50);
  });

  it("shows nobody what lies outside their areas", async () => {
    const area = server.town.points.rows()[0]?.area ?? "";
    const browser = await signIn("ada", "user", [area]);
    const { table } = await run({ ...OCTOBER_DAYS, registers: ["V1"], places: {} }, browser);
    const areas = new Set(
      table.rows.map(({ pointId }) => server.town.points.find(pointId ?? "")?.point.area),
    );
    expect([...areas]).toEqual([area]);
    expect(table.asked).toBeLessThan(400);
  });

  it("lays open every kind of figure: what the server reckons anew is what the table says, down to registers", async () => {
    const params = { ...OCTOBER_DAYS, registers: ["V1"], places: {}, step: "month" };
    const { table } = await run(params);
    let proven = 0;
    for (let i = 0; i < table.rows.length; i += 25) {
      const figure = { column: "use", register: "V1", pointId: table.rows[i]?.pointId, isBar: false };
      const proof = await prove({ params, figure });
      expect(proof.value).toBe(textOf(cellOf(table, i, "use")) || null);
      for (const term of proof.sides.flatMap(({ terms }) => terms)) {
        expect(await ownUse(term)).toBe(term.value);
        proven += 1;
      }
    }
    expect(proven).toBeGreaterThan(10);
    const [chart] = table.charts;
    const figure = { column: "consumption", register: "V1", isBar: true };
    const whole = await prove({ params, figure });
    expect(digitsOf(whole.value ?? "", -9)).toBe(digitsOf(chart?.consumption.total ?? "", -9));
    const [side] = whole.sides;
    const terms = side?.terms.reduce((sum, { value }) => sum + digitsOf(value ?? "0", -9), 0n) ?? 0n;
    expect(terms + digitsOf(side?.rest?.value ?? "0", -9)).toBe(digitsOf(whole.value ?? "", -9));
  }, 60_000);

  it("lays nothing open that lies outside a person's areas, or is no figure", async () => {
    const rows = server.town.points.rows();
    const [own, other] = [rows[0], rows.find(({ area }) => area !== rows[0]?.area)];
    const browser = await signIn("eva", "user", [own?.area ?? ""]);
    const params = { ...OCTOBER_DAYS, registers: ["V1"], places: {} };
    const ask = (figure: object, who = browser) =>
      who.request("POST", "/api/v1/report-runs", { report: "consumption", params, figure });
    const lineOf = async (figure: object): Promise<RunLine> =>
      JSON.parse((await (await ask(figure)).text()).trim().split("\n").at(-1) ?? "{}") as RunLine;
    const cell = { column: "use", register: "V1", isBar: false };
    const refused = { kind: "fault", fault: { code: "no-figure" } };
    expect(await lineOf({ ...cell, pointId: other?.id })).toEqual(refused);
    expect(await lineOf({ ...cell, pointId: own?.id })).toMatchObject({ kind: "proof" });
    expect(await lineOf({ ...cell, pointId: own?.id, column: "weather" })).toEqual(refused);
    for (const wrong of [{ span: [5, 4] }, { span: "October" }, { register: "Q9" }, { column: 7 }])
      expect((await ask({ ...cell, ...wrong })).status).toBe(400);
  });

  it("tells how far it is", async () => {
    const { lines } = await run({ ...OCTOBER_DAYS, registers: ["E1", "V1"], places: {}, step: "day" });
    const progress = lines.filter((line) => line.kind === "progress");
    expect(progress.length).toBeGreaterThan(0);
    for (const line of progress) expect(line.done).toBeLessThanOrEqual(line.total);
  });

  it("stops when it is told to", async () => {
    let asked = 0;
    const source = createReportSource({
      utility: server.town,
      timeZone: "Europe/Copenhagen",
      nowMs: server.clock.nowMs,
      isVisible: () => true,
    });
    const watch: RunWatch = { progress: async () => ++asked < 2 };
    const answer = await findReport("consumption")?.run(
      { ...OCTOBER_DAYS, registers: ["V1"] },
      source,
      watch,
    );
    expect(answer).toEqual({ ok: false, error: { code: "cancelled" } });
    expect(asked).toBe(2);
  });

  it("counts from the register noted at a move on a boundary, in a large run as in a small one", async () => {
    await addPoint(server.town, { id: "moved", area: "North", address: "Flyttevej 1", serial: "61000078" });
    const boundariesMs = [T0 + 90 * 60_000, T0 + 10 * 3_600_000];
    const { store } = server.town;
    // It stood at 5001 kWh at one and 5002 at two; whoever moved in at half past one read 5002.
    const value = { register: "E1", unit: "kWh", value: makeScaled(5002, 0) } as const;
    const who = { pointId: "moved", customerNumber: "1", customerName: "Ida", email: "" };
    const moved = { ...who, fromMs: boundariesMs[0] ?? 0, startValues: [value], endValues: [] };
    const points = new Proxy(store.points, {
      get: (target, name) => {
        if (name === "occupancies") return async () => [moved];
        const own: unknown = Reflect.get(target, name);
        return typeof own === "function" ? own.bind(target) : own;
      },
    });
    const source = createReportSource({
      utility: { ...server.town, store: { ...store, points } },
      timeZone: "Europe/Copenhagen",
      nowMs: server.clock.nowMs,
      isVisible: () => true,
    });
    const places = await source.places({});
    const ask = (of: readonly ReportPlace[]) =>
      source.uses({ places: of, registers: ["E1"], boundariesMs, boundariesOf: () => boundariesMs }, GO_ON);
    const at = places.findIndex(({ id }) => id === "moved");
    const large = (await ask(places))?.[at]?.[0]?.intervals;
    expect(large).toEqual((await ask(places.slice(at, at + 1)))?.[0]?.[0]?.intervals);
    // 5010 − 5002 = 8 kWh
    expect(large?.map((one) => one.value && formatScaled(one.value))).toEqual(["8"]);
  });

  it("stands by number, whatever was edited last", async () => {
    const rowsOf = async () =>
      (await run({ ...OCTOBER_DAYS, registers: ["V1"], places: {} })).table.rows.map(
        ({ pointId }) => pointId,
      );
    const before = await rowsOf();
    const { points } = server.town.store;
    const point = (await points.list()).find(({ id }) => id === before[0]);
    if (!point) throw new Error("no row");
    // What follows an edit of the point's room.
    server.town.points.applyPoints([{ point, segments: await points.segments(point.id) }]);
    expect(await rowsOf()).toEqual(before);
  });

  it("refuses a list of more points than any town has", async () => {
    const ids = (n: number) => ({ ids: Array.from({ length: n }, (_, i) => `${i}`) });
    const report = findReport("consumption");
    const world = { timeZone: "Europe/Copenhagen", nowMs: server.clock.nowMs, isVisible: () => true };
    const source = createReportSource({ utility: server.town, ...world });
    const codeOf = async (n: number) => {
      const answer = await report?.run({ ...OCTOBER_DAYS, registers: ["V1"], places: ids(n) }, source, GO_ON);
      return answer?.ok ? undefined : answer?.error;
    };
    expect(await codeOf(100_001)).toEqual({ code: "not-a-choice", field: "places" });
    expect(await codeOf(100_000)).toEqual({ code: "no-places" });
  });

  it("keeps a row, marked, for a customer whose meter went silent long before the interval", async () => {
    await addPoint(server.town, { id: "silent", area: "North", address: "Stille 1", serial: "61000077" });
    // Its last reading is of 2 November 2026; seventy days around March 2027 have none.
    const nowMs = Date.parse("2027-04-10T00:00:00Z");
    const world = { timeZone: "Europe/Copenhagen", nowMs, isVisible: () => true };
    const answer = await findReport("consumption")?.run(
      { from: "2027-03-01", to: "2027-03-31", registers: ["E1"], places: { ids: ["silent"] } },
      createReportSource({ utility: server.town, ...world }),
      GO_ON,
    );
    if (!answer?.ok) throw new Error(answer?.error.code);
    const table = answer.value;
    expect(table.rows.map(({ pointId }) => pointId)).toEqual(["silent"]);
    expect(cellOf(table, 0, "use")).toBeNull();
    expect(cellOf(table, 0, "marks")).toEqual(["missing"]);
  });

  it("tells its columns before its rows to who asks for that, the sums with the table", async () => {
    const linesOf = async (how: object): Promise<readonly RunLine[]> => {
      const params = { ...OCTOBER_DAYS, registers: ["E1"] };
      const body = { report: "consumption", params, ...how };
      const answer = await office.request("POST", "/api/v1/report-runs", body);
      const lines = (await answer.text()).trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line) as RunLine).filter(({ kind }) => kind !== "progress");
    };
    const [columns, rows, table] = await linesOf({ early: true });
    expect([columns?.kind, rows?.kind, table?.kind]).toEqual(["columns", "rows", "table"]);
    if (columns?.kind !== "columns" || table?.kind !== "table") throw new Error("no table");
    expect(columns.columns.some(({ total }) => total !== undefined)).toBe(false);
    const withoutSums = table.table.columns.map(({ total: _, ...column }) => column);
    expect(columns.columns).toEqual(withoutSums);
    expect(table.table.columns.some(({ total }) => total !== undefined)).toBe(true);
    expect((await linesOf({})).map(({ kind }) => kind)).toEqual(["rows", "table"]);
  });

  it("answers wrong parameters with what is wrong", async () => {
    const faultOf = async (params: object): Promise<unknown> => {
      const answer = await office.request("POST", "/api/v1/report-runs", {
        report: "consumption",
        params: { ...OCTOBER_DAYS, registers: ["E1"], ...params },
      });
      expect(answer.status).toBe(400);
      const { error } = (await answer.json()) as { error: { code: string; details: { code: string } } };
      expect(error.code).toBe("report.invalid");
      return error.details.code;
    };
    expect(await faultOf({ from: "2026-02-29" })).toBe("not-a-day");
    expect(await faultOf({ from: "tomorrow" })).toBe("not-a-day");
    expect(await faultOf({ from: "2026-10-31", to: "2026-10-01" })).toBe("reversed");
    expect(await faultOf({ from: "2027-01-01", to: "2027-01-31" })).toBe("in-future");
    expect(await faultOf({ from: "1999-01-01" })).toBe("too-long");
    expect(await faultOf({ energyUnit: "m³" })).toBe("unit-does-not-fit");
    expect(await faultOf({ energyUnit: "furlong" })).toBe("unit-does-not-fit");
    expect(await faultOf({ registers: ["t1"] })).toBe("no-registers");
    expect(await faultOf({ registers: [] })).toBe("no-registers");
    expect(await faultOf({ limit: "above", limitValue: "a lot" })).toBe("not-a-number");
    expect(await faultOf({ limit: "sideways" })).toBe("not-a-choice");
    expect(await faultOf({ places: { media: ["custard"] } })).toBe("not-a-choice");
    expect(await office.code("POST", "/api/v1/report-runs", { report: "weather", params: {} })).toBe(
      "report.not-found",
    );
  });
});

/** Decimal text as an integer of 10^exponent. */
function digitsOf(text: string, exponent: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(-exponent, "0"));
}
