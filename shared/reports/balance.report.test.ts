import { describe, expect, it } from "vitest";
import { type FakePlace, fakeReportSource, GO_ON } from "../../tests/support/fake-report-source.ts";
import { findReport } from "./index.ts";

/** A meter that counts litres: a reading every hour of the first three days of October in Denmark. */
const hourly = (
  id: string,
  litresAt: (hour: number) => number,
  more: Partial<FakePlace["place"]> = {},
): FakePlace => {
  let count = 1000;
  const rows = Array.from({ length: 3 * 24 + 1 }, (_, hour): [string, number] => {
    const row: [string, number] = [
      new Date(Date.UTC(2026, 8, 30, 22) + hour * 3_600_000).toISOString(),
      count,
    ];
    count += litresAt(hour % 24);
    return row;
  });
  return { place: { id, medium: "water", ...more }, counted: { V1: { unit: "m³", exponent: -3, rows } } };
};

async function run(places: readonly FakePlace[], params: object) {
  return findReport("balance")?.run(
    {
      from: "2026-10-01",
      to: "2026-10-03",
      quantity: "water",
      supply: { ids: ["main"] },
      demand: {},
      ...params,
    },
    chosenSource(places),
    GO_ON,
  );
}

/** The fake world knows media only; here a choice of ids is all there is. */
function chosenSource(places: readonly FakePlace[]) {
  const source = fakeReportSource(places, "2026-10-20T12:00:00Z");
  return {
    ...source,
    places: async (choice: Parameters<typeof source.places>[0]) =>
      (await source.places(choice)).filter(({ id }) => !choice.ids || choice.ids.includes(id)),
  };
}

describe("the balance of a zone", () => {
  it("says of the days that need readings which are damaged on the server that they do", async () => {
    const main = hourly("main", () => 100);
    const torn = hourly("a", () => 30);
    const counted = torn.counted.V1;
    if (!counted) throw new Error("no counter");
    // Nothing of the second day, which ends at 22:00 UTC: what is left is read before and after it.
    const [fromMs, toMs] = [Date.UTC(2026, 9, 1, 21), Date.UTC(2026, 9, 2, 23)];
    const rows = counted.rows.filter(([time]) => Date.parse(time) < fromMs || Date.parse(time) >= toMs);
    const lacking = (damaged: boolean): FakePlace => ({
      ...torn,
      counted: { V1: { ...counted, rows, ...(damaged ? { damaged: [{ fromMs, toMs }] } : {}) } },
    });
    const answer = await run([main, lacking(true)], {});
    if (!answer?.ok) throw new Error(answer?.error.code);
    expect(answer.value.rows.map(({ cells }) => cells.at(-1))).toEqual([
      ["estimated", "damaged"],
      ["estimated", "damaged"],
      ["estimated", "damaged"],
    ]);
    expect(answer.value.notes).toEqual(["has-estimates", "has-damage"]);
    const without = await run([main, lacking(false)], {});
    if (!without?.ok) throw new Error(without?.error.code);
    expect(without.value.rows.map(({ cells }) => cells.at(-1))).toEqual([
      ["estimated"],
      ["estimated"],
      ["estimated"],
    ]);
    expect(without.value.notes).toEqual(["has-estimates"]);
  });

  it("subtracts what is used from what goes in, day by day, exactly, with the least flow at night", async () => {
    // 100 l/h by day, 40 l/h from two to four: 22 × 100 + 2 × 40 = 2,280 l a day.
    const main = hourly("main", (hour) => (hour === 2 || hour === 3 ? 40 : 100));
    // 30 l/h and 20 l/h all day: 720 + 480 = 1,200 l a day.
    const answer = await run([main, hourly("a", () => 30), hourly("b", () => 20)], {});
    if (!answer?.ok) throw new Error(answer?.error.code);
    const { columns, rows } = answer.value;
    expect(columns.map(({ id }) => id)).toEqual([
      "day",
      "supply",
      "demand",
      "loss",
      "lossShare",
      "nightFlow",
      "marks",
    ]);
    // 2.280 − 1.200 = 1.080 m³, which is 47.4 % of 2.280.
    const day = ["2.280", "1.200", "1.080", "47.4", "0.040", ["measured"]];
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["2026-10-01", ...day],
      ["2026-10-02", ...day],
      ["2026-10-03", ...day],
    ]);
    expect(columns.map(({ total }) => total)).toEqual([
      undefined,
      "6.840",
      "3.600",
      "3.240",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("says between what the least flow at night lay where the meter is read some minutes beside the hours", async () => {
    // Read ten minutes past each hour: 100 l/h, and 40 l/h from two to four.
    const main = hourly("main", (hour) => (hour === 2 || hour === 3 ? 40 : 100));
    const counted = main.counted.V1;
    if (!counted) throw new Error("no counter");
    const rows = counted.rows.map(([time, count]): [string, number] => [
      new Date(Date.parse(time) + 10 * 60_000).toISOString(),
      count,
    ]);
    const late: FakePlace = { ...main, counted: { V1: { ...counted, rows } } };
    const answer = await run([late, hourly("a", () => 30)], { to: "2026-10-01" });
    if (!answer?.ok) throw new Error(answer?.error.code);
    // From ten past two to ten past three 40 l flowed. At two the register stood between those of ten past one and ten past
    // two, at three between those of ten past two and three: no less than nothing, and no more than 100 + 40 l in between.
    const [row] = answer.value.rows;
    expect(row?.cells[answer.value.columns.findIndex(({ id }) => id === "nightFlow")]).toEqual({
      value: "0.040",
      bounds: ["0.000", "0.140"],
    });
  });

  it("says so when a point lacks readings: what is lost may then be less", async () => {
    const gap: FakePlace = {
      place: { id: "gap" },
      counted: { V1: { unit: "m³", exponent: -3, rows: [["2026-10-02T12:00:00Z", 5]] } },
    };
    const answer = await run([hourly("main", () => 10), gap], { step: "whole" });
    if (!answer?.ok) throw new Error(answer?.error.code);
    expect(answer.value.notes).toEqual(["has-gaps"]);
    expect(answer.value.rows[0]?.cells.at(-1)).toEqual(["partial"]);
  });

  it("says nothing of the loss while a whole side is silent, in table and chart", async () => {
    const silent: FakePlace = { place: { id: "main", medium: "water" }, counted: {} };
    const answer = await run([silent, hourly("a", () => 30)], { step: "whole" });
    if (!answer?.ok) throw new Error(answer?.error.code);
    const { rows, columns, charts, notes } = answer.value;
    // 3 days × 24 h × 30 l = 2.160 m³ are known to be used; what went in is not.
    expect(rows[0]?.cells).toEqual(["2026-10-01", null, "2.160", null, null, null, ["partial"]]);
    expect(columns.map(({ total }) => total)).toEqual([
      undefined,
      undefined,
      "2.160",
      ...Array(4).fill(undefined),
    ]);
    const marks = charts.map(({ id, consumption }) => [id, consumption.intervals[0]?.mark]);
    expect(marks).toEqual([
      ["loss", "missing"],
      ["supply", "missing"],
      ["demand", "measured"],
    ]);
    expect(notes).toEqual(["has-gaps"]);
  });

  it("calls the loss no measurement while one of two supplying meters is silent", async () => {
    const silent: FakePlace = { place: { id: "second", medium: "water" }, counted: {} };
    const places = [hourly("main", () => 100), silent, hourly("a", () => 30)];
    const answer = await run(places, { step: "whole", supply: { ids: ["main", "second"] } });
    if (!answer?.ok) throw new Error(answer?.error.code);
    expect(answer.value.rows[0]?.cells.at(-1)).toEqual(["partial"]);
    expect(answer.value.charts[0]?.consumption.intervals[0]?.mark).not.toBe("measured");
  });

  it("says of a day that it stands on a corrected register, and not that it was measured", async () => {
    const main = hourly("main", () => 10);
    const counted = main.counted.V1;
    if (!counted) throw new Error("no water");
    // The 24th hour after the start is the midnight between the first and the second day.
    const corrected = { ...main, counted: { V1: { ...counted, edited: [24] } } };
    const answer = await run([corrected, hourly("a", () => 5)], {});
    if (!answer?.ok) throw new Error(answer?.error.code);
    expect(answer.value.rows.map(({ cells }) => cells.at(-1))).toEqual([
      ["edited"],
      ["edited"],
      ["measured"],
    ]);
    const charts = answer.value.charts?.map(({ id, consumption }) => [
      id,
      consumption.intervals.map(({ mark }) => mark),
    ]);
    expect(charts).toEqual([
      ["loss", ["edited", "edited", "measured"]],
      ["supply", ["edited", "edited", "measured"]],
      ["demand", ["measured", "measured", "measured"]],
    ]);
  });

  it("wants meters that feed the zone, and points in it", async () => {
    const main = hourly("main", () => 10);
    expect(await run([main], { supply: {} })).toMatchObject({ error: { code: "no-supply" } });
    expect(await run([main], { supply: { ids: ["gone"] } })).toMatchObject({ error: { code: "no-supply" } });
    expect(await run([main], {})).toMatchObject({ error: { code: "no-places" } });
  });
});
