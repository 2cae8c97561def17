import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { makeScaled } from "../../shared/model/scaled.ts";
import type { WireConsumption } from "../../shared/model/wire.ts";
import type { WireBlockList } from "../../shared/model/wire-blocks.ts";
import type { WireCustomerReport } from "../../shared/model/wire-reports.ts";
import type { ReportTable } from "../../shared/reports/report.ts";
import type { RunLine } from "../../shared/reports/run-line.ts";
import { flipStoredBit } from "../support/flip-stored-bit.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** A meter whose October has gone bad on the disk: before and behind it everything can be read. */
const HOUR_MS = 3_600_000;
/** October of Denmark, from 22:00 UTC to 23:00 UTC. */
const [FROM, TO] = [Date.UTC(2026, 8, 30, 22), Date.UTC(2026, 9, 31, 23)];
let server: PeopleServer;
let office: TestBrowser;
let meter: MeterKey;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  server.clock.nowMs = T0 + 25 * HOUR_MS;
  await addPoint(server.town, { id: "whole", area: "North", address: "North 1", serial: "80000001" });
  meter = await addPoint(server.town, { id: "bad", area: "North", address: "N 2", serial: "80000002" });
  // From 22 September on.
  const hours = Array.from({ length: 40 * 24 }, (_, n) => n - 40 * 24);
  await importHours(meter, hours);
  await server.town.points.load();
  office = await signedInBrowser(
    server,
    await addPerson(server, server.town, { user: "bo", role: "superuser" }),
  );
}, 60_000);
afterAll(() => server.close());

/** One kWh an hour: 5,000 when November begins in UTC. */
const importHours = (of: MeterKey, hours: readonly number[]) =>
  server.town.store.readings.importMonths(
    toMonthColumns(
      hours.map((hour) => ({
        ...{ meter: of, atMs: T0 + hour * HOUR_MS, status: [], marks: [], receiver: "" },
        ...{ source: "import" as const },
        values: [{ register: "E1" as const, unit: "kWh" as const, value: makeScaled(5000 + hour, 0) }],
      })),
    ),
  );

async function rowOf(params: object, id = "bad") {
  const answer = await office.request("POST", "/api/v1/report-runs", {
    report: "consumption",
    params: { registers: ["E1"], places: { ids: [id] }, ...params },
  });
  const lines = (await answer.text()).trim().split("\n");
  const read = lines.map((line) => JSON.parse(line) as RunLine);
  const [row] = read.flatMap((line) => (line.kind === "rows" ? line.rows : []));
  const last = read.find((line) => line.kind === "table");
  if (!(row && last?.kind === "table")) throw new Error(lines.join("\n").slice(0, 300));
  const cellOf = (id: string) => row.cells[last.table.columns.findIndex((column) => column.id === id)];
  return {
    use: cellOf("use"),
    marks: cellOf("marks"),
    notes: last.table.notes satisfies ReportTable["notes"],
  };
}

const OCTOBER = { from: "2026-10-01", to: "2026-10-31" };
const monthsOf = (id: string) =>
  office.json<WireConsumption>(
    "GET",
    `/api/v1/points/${id}/consumption?register=E1&step=month&from=${FROM}&to=${TO}`,
  );
/** Said with the months whose blocks are fetched: a block says nothing of what is not in it. */
const lackingOf = async (id: string) =>
  (await office.json<WireBlockList>("GET", `/api/v1/points/${id}/blocks`)).lacking;

describe("a month whose readings are damaged", () => {
  it("is counted as measured until a bit of it goes wrong", async () => {
    // From 4,254 at 22:00 UTC to 4,999 at 23:00 UTC.
    expect(await rowOf(OCTOBER)).toEqual({ use: "745", marks: ["measured"], notes: [] });
    expect((await monthsOf("bad")).intervals.map(({ value }) => value)).toEqual(["745"]);
    flipStoredBit(server, 1);
  });

  it("is named by a report's row, whose amount is estimated within what stands around it", async () => {
    // 4,255 on 30 September at 23:00 UTC and 5,000 on 1 November at 00:00: 4,999 an hour before that is a guess.
    expect(await rowOf(OCTOBER)).toEqual({
      use: { value: "745", bounds: ["1", "746"] },
      marks: ["estimated", "damaged"],
      notes: ["has-estimates", "has-damage"],
    });
  });

  it.each([
    ["en", "estimated between 1 and 746, damaged", "Damaged: readings of this time"],
    ["da", "skønnet mellem 1 og 746, beskadiget", "Beskadiget: aflæsninger fra denne tid"],
    ["de", "geschätzt zwischen 1 und 746, beschädigt", "Beschädigt: Ablesungen dieser Zeit"],
  ])(
    "is called what the office calls it in the customer's report: %s, on the page and on paper",
    async (language, said, why) => {
      // More than 63 days are told by months.
      const asked = { from: "2026-08-01", to: "2026-10-31", language };
      const { page, pdf } = await office.json<WireCustomerReport>(
        "POST",
        "/api/v1/points/bad/customer-report",
        asked,
      );
      const signed = Buffer.from(/id="signed">([^<]*)</.exec(page)?.[1] ?? "", "base64").toString("utf8");
      const { report, page: shown } = JSON.parse(signed);
      expect(report.series[0].marks).toEqual(expect.arrayContaining(["estimated", "damaged"]));
      expect(report.series[0].intervals.at(-1)).toMatchObject({ value: "745", isDamaged: true });
      expect(shown).toContain(`745</td><td>${said}</td>`);
      expect(shown).toContain(why);
      const paper = await getDocumentProxy(new Uint8Array(Buffer.from(pdf, "base64")));
      const { text } = await extractText(paper, { mergePages: true });
      expect(text).toContain(`745 ${said}`);
      expect(text).toContain(why);
    },
  );

  it("has no bounds of a total whose estimates share theirs: thirty-one times the month is what no meter counts", async () => {
    const asked = { from: "2026-10-01", to: "2026-10-31", language: "en" };
    const { page } = await office.json<WireCustomerReport>(
      "POST",
      "/api/v1/points/bad/customer-report",
      asked,
    );
    const signed = Buffer.from(/id="signed">([^<]*)</.exec(page)?.[1] ?? "", "base64").toString("utf8");
    const [energy] = JSON.parse(signed).report.series;
    expect(energy).toMatchObject({ total: "745", marks: expect.arrayContaining(["estimated"]) });
    expect(energy.bounds).toBeUndefined();
    expect(energy.intervals).toHaveLength(31);
    expect(energy.intervals[14]).toMatchObject({ mark: "estimated", bounds: ["0", "745"] });
  });

  it("is not named by a row it takes nothing from", async () => {
    // 29 September: from 28 September 22:00 UTC to 29 September 22:00.
    const day = { from: "2026-09-29", to: "2026-09-29" };
    expect(await rowOf(day)).toEqual({ use: "24", marks: ["measured"], notes: [] });
    expect((await rowOf(OCTOBER, "whole")).marks).not.toContain("damaged");
  });

  it("is named by the consumption of its point, where it is missing as in the chart", async () => {
    const { intervals, damaged } = await monthsOf("bad");
    expect(intervals.map(({ value, mark }) => [value, mark])).toEqual([[null, "missing"]]);
    expect(damaged).toEqual(["2026-10"]);
    expect((await monthsOf("whole")).damaged).toBeUndefined();
    expect(await lackingOf("bad"), "its block is refused").toBeUndefined();
  });

  it("stays named when something of it was read since, as long as the rest is not there", async () => {
    await importHours(meter, [-400]);
    // 4,600 on 15 October, and 400 hours later 5,000: the end of October in Denmark is an hour before that.
    expect(await rowOf(OCTOBER)).toEqual({
      use: { value: "745", bounds: ["346", "746"] },
      marks: ["estimated", "damaged"],
      notes: ["has-estimates", "has-damage"],
    });
    const { intervals, damaged } = await monthsOf("bad");
    expect(damaged).toEqual(["2026-10"]);
    expect(intervals.map(({ value, mark }) => [value, mark])).toEqual([["745", "estimated"]]);
    expect([await lackingOf("bad"), await lackingOf("whole")]).toEqual([["2026-10"], undefined]);
  });

  it("is forgotten once it was imported again", async () => {
    await importHours(
      meter,
      Array.from({ length: 744 }, (_, n) => n - 744),
    );
    expect(await rowOf(OCTOBER)).toEqual({ use: "745", marks: ["measured"], notes: [] });
    expect((await monthsOf("bad")).damaged).toBeUndefined();
    expect(await lackingOf("bad")).toBeUndefined();
  });
});

it("of which nothing else can be read is damaged in the customer's report as in the office's, not only without a reading", async () => {
  const lost = await addPoint(server.town, { id: "lost", area: "North", address: "N 3", serial: "80000003" });
  await importHours(
    lost,
    Array.from({ length: 768 }, (_, n) => n - 744),
  );
  await server.town.points.load();
  for (const month of [0, 1]) flipStoredBit(server, month);
  expect((await rowOf(OCTOBER, "lost")).marks).toEqual(["missing", "damaged"]);
  const { page } = await office.json<WireCustomerReport>("POST", "/api/v1/points/lost/customer-report", {
    ...{ from: "2026-10-01", to: "2026-10-31", language: "en" },
  });
  const signed = Buffer.from(/id="signed">([^<]*)</.exec(page)?.[1] ?? "", "base64").toString("utf8");
  const { report } = JSON.parse(signed);
  expect(report.series[0].marks).toEqual(["missing", "damaged"]);
});
