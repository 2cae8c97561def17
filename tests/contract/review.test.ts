import { describe, expect, it } from "vitest";
import { ArrivalCheck } from "../../server/ingest/arrival-check.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { WireConsumption } from "../../shared/model/wire.ts";
import type {
  WireEdit,
  WireFinding,
  WireFindingDetail,
  WireFindings,
} from "../../shared/model/wire-review.ts";
import { addPoint, T0 } from "../support/people-server.ts";
import { ada, meter, otto, reading, server, useReviewedTown, uwe } from "../support/reviewed-town.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** From a value that cannot be true to a bill that is right: found, decided, taken back, locked. */
const HOUR_MS = 3_600_000;
useReviewedTown();

/** What ingest does with a reading that was decoded. */
async function arrive(one: Reading, check: ArrivalCheck): Promise<void> {
  const segment = (await server.town.store.points.segments("p1"))[0];
  if (!segment) throw new Error("no segment");
  const { latestReading } = server.town.points;
  const checked = check.check(one, segment, latestReading.call(server.town.points, meter));
  await server.town.store.review.add(check.toFindings(checked, "p1"));
  if (checked.isQuarantined) return;
  await server.town.store.readings.commit({
    decodedSeq: 0,
    readings: [checked.reading],
    outcomes: [],
    formats: [],
  });
}

const openFindings = async (browser = otto): Promise<readonly WireFinding[]> =>
  (await browser.json<{ findings: WireFinding[] }>("GET", "/api/v1/review")).findings;

async function total(): Promise<string> {
  const query = `register=E1&step=hour&from=${T0}&to=${T0 + 26 * HOUR_MS}`;
  return (await otto.json<WireConsumption>("GET", `/api/v1/points/p1/consumption?${query}`)).total;
}

describe("validation on arrival", () => {
  it("marks a value that cannot be true, keeps it as it was measured, and puts it on the work list", async () => {
    const check = new ArrivalCheck(() => server.clock.nowMs);
    await arrive(reading(25, 950_000_000), check);
    await arrive(reading(26, 5_026), check);
    expect(await total()).toBe("26");
    const [finding, ...others] = await openFindings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      pointId: "p1",
      meter,
      atMs: T0 + 25 * HOUR_MS,
      reason: "too-fast",
      register: "E1",
    });
    const { readings } = await otto.json<WireFindingDetail>("GET", `/api/v1/review/${finding?.id}`);
    expect(readings.map(({ values, marks }) => [values[0]?.value, marks]).slice(0, 3)).toEqual([
      ["5026", []],
      ["950000000", ["implausible"]],
      ["5024", []],
    ]);
    expect(await openFindings(uwe)).toEqual([]);
    expect(await uwe.code("GET", `/api/v1/review/${finding?.id}`)).toBe("finding.not-found");
  });

  it("keeps a reading from 2099 out of the meter's readings, and says so", async () => {
    const check = new ArrivalCheck(() => server.clock.nowMs);
    await arrive({ ...reading(0, 5_027), atMs: Date.UTC(2099, 0, 1) }, check);
    expect((await openFindings()).map(({ reason }) => reason)).toContain("clock-ahead");
    expect((await server.town.store.readings.latestOf(meter))?.reading.atMs).toBe(T0 + 26 * HOUR_MS);
    const [finding] = (await openFindings()).filter(({ reason }) => reason === "clock-ahead");
    const path = `/api/v1/review/${finding?.id}/decision`;
    expect(await otto.code("POST", path, { kind: "accept", reason: "No" })).toBe("reading.not-found");
    await otto.json("POST", path, { kind: "exclude", reason: "Its battery was changed" });
  });

  it("takes three readings that agree with each other for the meter's new line", async () => {
    const check = new ArrivalCheck(() => server.clock.nowMs);
    const segment = (await server.town.store.points.segments("p1"))[0];
    if (!segment) throw new Error("no segment");
    const marks = [100, 90, 80, 81, 82, 83, 84].map(
      (kWh, hour) => check.check(reading(hour, kWh), segment, undefined).reading.marks,
    );
    expect(marks).toEqual([[], ["implausible"], ["implausible"], ["implausible"], ["implausible"], [], []]);
  });
});

describe("a decision about a value", () => {
  let edit: WireEdit;

  it("corrects it beside what was measured, and consumption follows", async () => {
    const [finding] = (await openFindings()).filter(({ reason }) => reason === "too-fast");
    const decision = {
      kind: "correct",
      reason: "Read at the door",
      values: [{ register: "E1", value: "5025.5", unit: "kWh" }],
    };
    expect(await uwe.code("POST", `/api/v1/review/${finding?.id}/decision`, decision)).toBe("access.denied");
    await otto.json("POST", `/api/v1/review/${finding?.id}/decision`, decision);
    expect(await openFindings()).toEqual([]);
    const at = await server.town.store.readings.columns(meter, T0 + 25 * HOUR_MS, T0 + 25 * HOUR_MS + 1);
    expect(
      at[0]?.registers.map(({ counts, exponent }) => [...counts].map((count) => count * 10 ** exponent)),
    ).toEqual([
      [Number.NaN, 5025.5],
      [950_000_000, Number.NaN],
    ]);
    [edit = edit] = (await otto.json<{ edits: WireEdit[] }>("GET", "/api/v1/points/p1/edits")).edits;
    expect(edit).toMatchObject({ kind: "correct", by: "Name of otto", reason: "Read at the door" });
    const query = `register=E1&step=hour&from=${T0 + 24 * HOUR_MS}&to=${T0 + 26 * HOUR_MS}`;
    const { intervals } = await otto.json<WireConsumption>("GET", `/api/v1/points/p1/consumption?${query}`);
    expect(intervals.map((one) => one.value)).toEqual(["1.5", "0.5"]);
  });

  it("is taken back: the correction does not count any more and stays on record", async () => {
    await otto.json("DELETE", `/api/v1/edits/${edit.id}`);
    expect(await otto.code("DELETE", `/api/v1/edits/${edit.id}`)).toBe("edit.not-found");
    const [reverted] = (await otto.json<{ edits: WireEdit[] }>("GET", "/api/v1/points/p1/edits")).edits;
    expect(reverted).toMatchObject({ id: edit.id, revertedBy: "Name of otto" });
    // Between 5024 and 5026 an hour is a guess again, within these two.
    const query = `register=E1&step=hour&from=${T0 + 24 * HOUR_MS}&to=${T0 + 26 * HOUR_MS}`;
    const { intervals } = await otto.json<WireConsumption>("GET", `/api/v1/points/p1/consumption?${query}`);
    expect(intervals.map(({ value, mark }) => [value, mark])).toEqual([
      ["1", "estimated"],
      ["1", "estimated"],
    ]);
    // What was found about the reading waits for a decision again.
    expect((await openFindings()).map(({ reason }) => reason)).toEqual(["too-fast"]);
    const { entries } = await ada.json<{ entries: { event: string }[] }>("GET", "/api/v1/audit?from=0");
    expect(entries.map(({ event }) => event).slice(0, 3)).toEqual([
      "value.reverted",
      "finding.decided",
      "value.edited",
    ]);
  });

  it("is not to be had inside a period that was billed", async () => {
    const wish = { meter, atMs: T0 + 3 * HOUR_MS, source: "radio", kind: "exclude", reason: "Looks odd" };
    await otto.json("PUT", "/api/v1/period-lock", { lockedBeforeMs: T0 + 10 * HOUR_MS });
    expect(await otto.code("POST", "/api/v1/points/p1/edits", wish)).toBe("period.locked");
    expect(await otto.code("POST", "/api/v1/points/p1/edits", { ...wish, atMs: T0 + 11 * HOUR_MS })).toBe(
      200,
    );
    // The bill ends on the reading at the lock itself, or is reckoned from the first one after it.
    expect(await otto.code("POST", "/api/v1/points/p1/edits", { ...wish, atMs: T0 + 10 * HOUR_MS })).toBe(
      "period.locked",
    );
    await otto.json("PUT", "/api/v1/period-lock", { lockedBeforeMs: T0 + 12.5 * HOUR_MS });
    for (const [hour, answer] of [
      [13, "period.locked"],
      [14, 200],
    ] as const) {
      const later = { ...wish, atMs: T0 + hour * HOUR_MS };
      expect(await otto.code("POST", "/api/v1/points/p1/edits", { ...later, kind: "accept" })).toBe(answer);
    }
    // In the meter's own resolution again: the correction that was taken back decides none.
    expect(await total()).toBe("26");
    expect(await otto.code("PUT", "/api/v1/period-lock", { lockedBeforeMs: 0 })).toBe(
      "period.reason-missing",
    );
    const opened = { lockedBeforeMs: 0, reason: "Wrong month was billed" };
    expect(await otto.json("PUT", "/api/v1/period-lock", opened)).toMatchObject({
      lockedBeforeMs: 0,
      moves: [
        { beforeMs: 0, wasBeforeMs: T0 + 12.5 * HOUR_MS, reason: "Wrong month was billed" },
        { beforeMs: T0 + 12.5 * HOUR_MS, wasBeforeMs: T0 + 10 * HOUR_MS, reason: "" },
        { beforeMs: T0 + 10 * HOUR_MS, wasBeforeMs: 0, reason: "" },
      ],
    });
    const estimate = {
      ...wish,
      atMs: T0 + 24.5 * HOUR_MS,
      kind: "estimate",
      values: [{ register: "E1", value: "5024.25", unit: "kWh" }],
    };
    const { edit: made } = await otto.json<{ edit: WireEdit }>("POST", "/api/v1/points/p1/edits", estimate);
    expect(made).toMatchObject({ kind: "estimate", source: "manual" });
  });

  it("is not to be had in an area that is billed further than the others, and only there", async () => {
    const wish = { meter, atMs: T0 + 3 * HOUR_MS, source: "radio", kind: "accept", reason: "Looks right" };
    const put = (lock: object) => otto.code("PUT", "/api/v1/period-lock", lock);
    await addPoint(server.town, { id: "p2", area: "North", address: "North 1", serial: "80000002" });
    expect(await put({ lockedBeforeMs: T0 + 8 * HOUR_MS, area: "South" })).toBe(200);
    expect(await otto.code("POST", "/api/v1/points/p1/edits", wish)).toBe("period.locked");
    const elsewhere = { ...wish, meter: "KAM-80000002-34-04" };
    expect(await otto.code("POST", "/api/v1/points/p2/edits", elsewhere)).toBe(200);
    // The utility's lock holds in every area, and an area's own one is never earlier.
    expect(await put({ lockedBeforeMs: T0 + 5 * HOUR_MS })).toBe(200);
    expect(await otto.code("POST", "/api/v1/points/p2/edits", elsewhere)).toBe("period.locked");
    expect(await put({ lockedBeforeMs: T0 + HOUR_MS, area: "South" })).toBe("period.reason-missing");
    const back = { lockedBeforeMs: 0, area: "South", reason: "Billed with the others" };
    expect(await otto.json("PUT", "/api/v1/period-lock", back)).toMatchObject({
      lockedBeforeMs: T0 + 5 * HOUR_MS,
      areas: {},
      moves: [{ area: "South", wasBeforeMs: T0 + 8 * HOUR_MS, beforeMs: 0 }, {}, {}, {}, {}, {}],
    });
    expect(await otto.code("POST", "/api/v1/points/p1/edits", wish)).toBe("period.locked");
    expect(await put({ lockedBeforeMs: T0, area: "Nowhere" })).toBe("request.invalid");
    expect(await put({ lockedBeforeMs: 0, reason: "Test is over" })).toBe(200);
  });

  it.each([
    [{ kind: "correct" }, "request.invalid"],
    [{ kind: "correct", values: [{ register: "E1", value: "7", unit: "m³" }] }, "request.invalid"],
    [{ kind: "correct", values: [{ register: "E1", value: "0.0000001", unit: "kWh" }] }, "request.invalid"],
    [{ kind: "correct", values: [{ register: "E1", value: "-7", unit: "kWh" }] }, "request.invalid"],
    [{ kind: "exclude", atMs: -5 }, "request.invalid"],
    [{ kind: "exclude", reason: "" }, "request.invalid"],
    [{ kind: "exclude", atMs: 5 }, "reading.not-found"],
    [{ kind: "exclude", meter: "KAM-99999999-34-04" }, "request.invalid"],
  ])("is refused when it makes no sense: %j", async (wrong, code) => {
    const wish = { meter, atMs: T0 + HOUR_MS, source: "radio", reason: "Why", ...wrong };
    expect(await otto.code("POST", "/api/v1/points/p1/edits", wish)).toBe(code);
  });
});

describe("the work list", () => {
  const finding = (id: string, pointId: string, of: MeterKey, foundAtMs: number) => ({
    ...{ id, pointId, meter: of, atMs: T0 + 5 * HOUR_MS, source: "radio", reason: "spike", foundAtMs },
  });

  it("of somebody with one area is cut only after the others' work was left out, and counted so", async () => {
    const own = { id: "p2", area: "North", address: "North 1", serial: "80000002" };
    const northern = await addPoint(server.town, own);
    await server.town.store.review.add([
      finding("old", "p2", northern, T0),
      finding("new1", "p1", meter, T0 + 100 * HOUR_MS),
      finding("new2", "p1", meter, T0 + 101 * HOUR_MS),
    ] as Parameters<typeof server.town.store.review.add>[0]);
    const listed = async (browser: TestBrowser) => {
      const { total, findings } = await browser.json<WireFindings>("GET", "/api/v1/review?limit=1");
      return [total, findings.map(({ id }) => id)];
    };
    expect(await listed(uwe)).toEqual([1, ["old"]]);
    expect(await listed(otto)).toEqual([4, ["new2"]]);
  });

  it("shows beside a finding only what the meter said at that point", async () => {
    // Until hour 10 the meter of p3 hung at p4, in another area and at somebody else's.
    const moved = await addPoint(server.town, {
      id: "p3",
      area: "North",
      address: "North 3",
      serial: "80000003",
    });
    const movedAtMs = T0 + 10 * HOUR_MS;
    const here = { meter: moved, type: "MULTICAL 403", startValues: [], endValues: [] };
    await addPoint(server.town, { id: "p4", area: "South", address: "South 4", serial: "80000004" });
    const now = { ...here, pointId: "p3", mountedAtMs: movedAtMs };
    const then = { ...here, pointId: "p4", mountedAtMs: 0, removedAtMs: movedAtMs };
    const found = server.town.points.find("p3")?.point;
    if (!found) throw new Error("no point");
    server.town.points.applyPoints([{ point: found, segments: [now] }]);
    const { points, review } = server.town.store;
    await points.save([], [{ ...here, pointId: "p3", mountedAtMs: 0, removedAtMs: 0 }, now, then]);
    await review.add([{ ...finding("moved", "p3", moved, T0 + 3), atMs: T0 + 12 * HOUR_MS }] as Parameters<
      typeof review.add
    >[0]);
    const { readings } = await uwe.json<WireFindingDetail>("GET", "/api/v1/review/moved");
    const hours = readings.map(({ atMs }) => (atMs - T0) / HOUR_MS);
    expect(hours).toEqual([17, 16, 15, 14, 13, 12, 11, 10]);
  });
});
