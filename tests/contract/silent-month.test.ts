import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedTown } from "../../server/simulation/seed-town.ts";
import type { WireProof } from "../../shared/analysis/prove-use.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { makeScaled } from "../../shared/model/scaled.ts";
import type { ReportRow, ReportTable } from "../../shared/reports/report.ts";
import type { RunLine } from "../../shared/reports/run-line.ts";
import { addPerson, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const HOUR_MS = 3_600_000;
const toHour = Date.parse("2026-11-24T10:00:00Z") / HOUR_MS;
/** From so many points on the server looks up where all meters stood, instead of reading each. */
const POINTS = 320;
const OCTOBER = { from: "2026-10-01", to: "2026-10-31", registers: ["V1"] };
/** October of Denmark: from 22:00 UTC to 23:00 UTC, 745 hours. */
const [FROM, TO] = [Date.UTC(2026, 8, 30, 22), Date.UTC(2026, 9, 31, 23)];
/** Ten days later its meter said its last word. */
const SILENT = FROM + 240 * HOUR_MS;

let server: PeopleServer;
let office: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer();
  server.clock.nowMs = toHour * HOUR_MS;
  const fromHour = FROM / HOUR_MS - 10 * 24;
  await seedTown(server.town.store, { town: { seed: 9, points: POINTS, fromHour, toHour } });
  const { points, readings } = server.town.store;
  const [some] = await points.list();
  if (!some) throw new Error("an empty town");
  const meter = "KAM-99999999-1D-16" as MeterKey;
  await points.save(
    [{ ...some, id: "quiet", number: "quiet", medium: "water" }],
    [{ pointId: "quiet", meter, type: "flowIQ 2200", mountedAtMs: 0, startValues: [], endValues: [] }],
  );
  // Two litres an hour from 20 hours before the month on.
  const said = Array.from({ length: 261 }, (_, n) => ({
    ...{ meter, atMs: FROM + (n - 20) * HOUR_MS, status: [], marks: [], receiver: "" },
    ...{ source: "import" as const },
    values: [{ register: "V1" as const, unit: "m³" as const, value: makeScaled(5_000 + 2 * n, -3) }],
  }));
  await readings.importMonths(toMonthColumns(said));
  await server.town.points.load();
  office = await signedInBrowser(
    server,
    await addPerson(server, server.town, { user: "bo", role: "superuser" }),
  );
}, 120_000);
afterAll(() => server.close());

async function linesOf(body: object): Promise<readonly RunLine[]> {
  const answer = await office.request("POST", "/api/v1/report-runs", { report: "consumption", ...body });
  const lines = (await answer.text()).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as RunLine);
}

async function quietRow(places: object): Promise<{ row: ReportRow; table: Omit<ReportTable, "rows"> }> {
  const lines = await linesOf({ params: { ...OCTOBER, places } });
  const rows = lines.flatMap((line) => (line.kind === "rows" ? line.rows : []));
  const last = lines.find((line) => line.kind === "table");
  const row = rows.find(({ pointId }) => pointId === "quiet");
  if (!(row && last?.kind === "table")) throw new Error(JSON.stringify(lines).slice(0, 300));
  return { row, table: last.table };
}

describe("a meter that went silent in a month that is over", () => {
  it("has the same row in a run of the whole town as alone: what was counted, how much of the time, since when", async () => {
    const alone = await quietRow({ ids: ["quiet"] });
    // 240 hours of two litres; 240 of 745 hours are 32.2 %.
    expect(alone.row.cells.slice(2, 5)).toEqual(["0.480", "32", ["silent"]]);
    expect(alone.row.silentSinceMs).toBe(SILENT);
    expect([alone.table.incomplete, alone.table.notes]).toEqual([1, ["has-gaps"]]);
    const { row, table } = await quietRow({});
    expect(table.asked).toBe(POINTS + 1);
    expect(row).toEqual(alone.row);
    expect(table.notes).toContain("has-gaps");
  });

  it("is proven as it is shown, down to its last reading", async () => {
    const figure = { column: "use", register: "V1", pointId: "quiet", span: [FROM, TO], isBar: false };
    const params = { ...OCTOBER, places: { ids: ["quiet"] } };
    const last = (await linesOf({ params, figure })).at(-1);
    if (last?.kind !== "proof") throw new Error(JSON.stringify(last));
    expect(last.proof.value).toBe("0.480");
    expect(last.proof.sides[0]?.terms).toMatchObject([
      { fromMs: FROM, toMs: TO, value: "0.480", mark: "silent", silentSinceMs: SILENT },
    ]);
    const query = `register=V1&step=day&from=${FROM}&to=${TO}&noted=yes`;
    const { proof } = await office.json<WireProof>("GET", `/api/v1/points/quiet/proof?${query}`);
    expect(proof).toMatchObject({ value: "0.480", mark: "silent", untilMs: SILENT });
    expect(proof?.terms[0]?.end.readings.map(({ atMs }) => atMs)).toEqual([SILENT]);
    const covered = { ...figure, column: "coverage" };
    const share = (await linesOf({ params, figure: covered })).at(-1);
    expect(share).toMatchObject({ kind: "proof", proof: { value: "32" } });
  });
});
