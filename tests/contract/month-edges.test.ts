import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EdgeFilling } from "../../server/jobs/prepare-months.ts";
import { createReportSource } from "../../server/reports/report-source.ts";
import { seedTown } from "../../server/simulation/seed-town.ts";
import type { Utility } from "../../server/utilities.ts";
import { formatScaled, makeScaled, parseScaled } from "../../shared/model/scaled.ts";
import { findReport } from "../../shared/reports/index.ts";
import type { ReportTable } from "../../shared/reports/report.ts";
import { openPeopleServer, type PeopleServer } from "../support/people-server.ts";

const toHour = Date.parse("2026-11-24T10:00:00Z") / 3_600_000;
const TIME_ZONE = "Europe/Copenhagen";
/** Starts of November and October in Denmark: October's clock is turned back on the 25th. */
const STARTS = [Date.UTC(2026, 9, 31, 23), Date.UTC(2026, 8, 30, 22)];

let server: PeopleServer;
beforeAll(async () => {
  server = await openPeopleServer();
  server.clock.nowMs = toHour * 3_600_000;
  // From the middle of September: no earlier start of a month has readings.
  const fromHour = Date.parse("2026-09-15T00:00:00Z") / 3_600_000;
  await seedTown(server.town.store, { town: { seed: 9, points: 320, fromHour, toHour } });
  await server.town.points.load();
}, 120_000);
afterAll(async () => {
  await server.close();
});

const fillingOf = (utility: Pick<Utility, "id" | "upkeep">, said: string[] = []): EdgeFilling =>
  new EdgeFilling({ utilities: () => [utility], report: (text) => said.push(text) });

async function october(): Promise<ReportTable> {
  const source = createReportSource({
    utility: server.town,
    timeZone: TIME_ZONE,
    nowMs: server.clock.nowMs,
    isVisible: () => true,
  });
  const params = { from: "2026-10-01", to: "2026-10-31", registers: ["V1"], places: {} };
  const answer = await findReport("consumption")?.run(params, source, { progress: async () => true });
  if (!answer?.ok) throw new Error(JSON.stringify(answer?.error));
  return answer.value;
}

const usedAt = (table: ReportTable, pointId: string): string | null => {
  const cell = table.rows.find((row) => row.pointId === pointId)?.cells[2];
  return typeof cell === "string" ? cell : null;
};

describe("what month reports need of all meters", () => {
  it("stands beside every block that is written: nothing is left to be made", async () => {
    const said: string[] = [];
    await fillingOf(server.town, said).look();
    expect(said).toEqual([]);
    expect(await server.town.upkeep.fillEdges()).toEqual({ filled: 0, share: 1, isWhole: true });
  });

  it("is made anew once the utility changes its time zone, the operator hears of it, and it gives way to a stop", async () => {
    const { settings } = server.town.store;
    const utility = await settings.utility();
    await settings.saveUtility({ ...utility, timeZone: "America/New_York" });
    const stopped: string[] = [];
    const filling = fillingOf(server.town, stopped);
    await filling.stop();
    await filling.look();
    expect(stopped).toEqual([]);
    const said: string[] = [];
    await fillingOf(server.town, said).look();
    expect(said.at(-1)).toMatch(/^preparing the months of .* for reports: done, \d{3,} blocks$/);
    await settings.saveUtility(utility);
    await fillingOf(server.town).look();
  });

  it("is written again for a meter whose reading came late, whether it is recent still or folded", async () => {
    const before = await october();
    // Any meter read on the hour at both ends, which counts litres: 0.001 m³.
    const found = await findReadOnTheHour(before);
    const { pointId, meter, end } = found;
    const used = parseScaled(usedAt(before, pointId) ?? "");
    if (!used) throw new Error("nothing used");
    // The register at the end of October was read ten minutes past the hour as well: the hour's own value
    // is corrected to seven more of its smallest step than the meter said.
    const value = {
      ...end.value,
      value: makeScaled(Number(end.value.value.digits) + 7, end.value.value.exponent),
    };
    await server.town.store.readings.commit({
      decodedSeq: await server.town.store.readings.decodedSeq(),
      readings: [{ ...end.reading, values: [value] }],
      outcomes: [],
      formats: [],
    });
    const expected = formatScaled(
      makeScaled(Number(used.digits) + 7 * 10 ** (end.value.value.exponent - used.exponent), used.exponent),
    );
    expect(usedAt(await october(), pointId)).toBe(expected);
    await server.town.upkeep.fold();
    expect(usedAt(await october(), pointId)).toBe(expected);
    expect(meter).not.toBe("");
  });

  async function findReadOnTheHour(table: ReportTable) {
    const [endMs = 0] = STARTS;
    for (const { pointId = "" } of table.rows) {
      const [segment, ...others] = server.town.points.segmentsOf(pointId);
      if (!segment || others.length > 0 || usedAt(table, pointId) === null) continue;
      const [reading] = await server.town.store.readings.newest(segment.meter, endMs + 1, 1);
      const value = reading?.values.find(({ register }) => register === "V1");
      const [next] = await server.town.store.readings.newest(segment.meter, endMs + 3_600_001, 1);
      const after = next?.values.find(({ register }) => register === "V1");
      // A value above the next one would be an outlier: the meter must have gone on by more than seven.
      const goesOn = value && after && Number(after.value.digits) - Number(value.value.digits) >= 7;
      if (reading?.atMs === endMs && value && goesOn)
        return { pointId, meter: segment.meter, end: { reading, value } };
    }
    throw new Error("no meter was read on the hour");
  }
});
