import { describe, expect, it } from "vitest";
import { RetentionJob } from "../../server/jobs/run-retention.ts";
import { changePoint, importPoints } from "../../server/sync/write-points.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import { segmentField } from "../../shared/rooms/point-record.ts";
import { encodeSegment } from "../../shared/rooms/record-codec.ts";
import {
  HOUR_MS,
  hear,
  hour,
  hung,
  METER,
  startAnew,
  T0,
  useLateTown,
  utility,
} from "../support/late-town.ts";
import { pointOf, system } from "../support/relay-world.ts";

const OTHER = "KAM-90000002-34-04" as MeterKey;
const note = { atMs: T0, event: "retention.changed", by: { name: "Ada", address: "", computer: "" } };
useLateTown();

async function bring(segment: Segment, intervalMinutes = 60): Promise<void> {
  const records = [pointOf(1, { intervalMinutes, segments: [segment] })];
  await importPoints(utility.rooms, { source: "billing", records, by: system });
  await utility.ingest.settled();
}

/** As an older program left the store that counted these frames as decoded. */
async function leaveAsBefore(frames: number): Promise<void> {
  await utility.upkeep.fold();
  await utility.store.readings.forgetUndecoded({ firstSeq: 1, lastSeq: frames });
  await utility.store.settings.noteLookedBack(`0 ${frames}`);
}

const reaches = (how: RegExp) =>
  expect.poll(() => utility.store.settings.lookedBack(), { timeout: 20_000, interval: 1 }).toMatch(how);

const hoursRead = async (): Promise<readonly number[]> =>
  (await utility.store.readings.newest(METER, 8e15, 1000))
    .toReversed()
    .map(({ atMs }) => (atMs - T0) / HOUR_MS);

describe("looking through old frames of a meter that hung there before anybody said so", () => {
  it.each<readonly [string, () => Promise<void>]>([
    ["somebody says where another meter hangs", async () => utility.ingest.placesChanged([OTHER])],
    ["somebody says something of its own place", async () => utility.ingest.placesChanged([METER])],
    ["the server starts anew", startAnew],
  ])("makes readings of all of them, also where %s meanwhile", async (_, meanwhile) => {
    await hear(...Array.from({ length: 1100 }, (__, n) => 10 + n / 60));
    await leaveAsBefore(1100);
    await bring(hung(hour(5)), 1);
    await startAnew();
    await reaches(/^(500|1000) 1100$/);
    await meanwhile();
    await reaches(/^1100 1100$/);
    expect(await utility.store.readings.count()).toBe(1100);
  });

  it("makes readings of them where an earlier one is handed over late", async () => {
    await hear(6, 7, 8);
    await leaveAsBefore(3);
    await bring(hung(hour(4)));
    await hear(5);
    await startAnew();
    await reaches(/^3 3$/);
    expect(await hoursRead()).toEqual([5, 6, 7, 8]);
  });

  it("makes readings of those by which its time is made longer, where later ones were read already", async () => {
    await bring(hung(hour(4), { removedAtMs: hour(6) }));
    await hear(5, 7, 8);
    await leaveAsBefore(3);
    const longer = hung(hour(4), { removedAtMs: hour(10) });
    await changePoint(utility.rooms, "p-1", {
      fields: { [segmentField(longer)]: encodeSegment(longer) },
      by: system,
    });
    await hear(9);
    expect(await hoursRead()).toEqual([5, 9]);
    await startAnew();
    await reaches(/^3 3$/);
    expect(await hoursRead()).toEqual([5, 7, 8, 9]);
  });

  it("puts nothing on the work list for what was heard before it hung there", async () => {
    await hear(3, 4, 5, 6);
    await leaveAsBefore(4);
    await bring(hung(hour(5)));
    await startAnew();
    await reaches(/^4 4$/);
    expect(await hoursRead()).toEqual([5, 6]);
    expect((await utility.store.review.list({ isOpen: true, limit: 50, areas: "all" })).findings).toEqual([]);
    expect(await utility.store.readings.undecoded(METER, ["no-place"])).toEqual([1, 2]);
  });

  it("makes readings of telegrams from before its place was known, though a head read its memory of that time later", async () => {
    await hear(5, 6, 7);
    await leaveAsBefore(3);
    await bring(hung(hour(4)));
    const read = {
      source: "optical" as const,
      receiver: "head",
      status: [],
      marks: [],
      values: [],
      meter: METER,
    };
    // At the door at 9 h, with what the meter remembered of each hour since 4 h.
    const readings = [4, 4.5, 5.5, 6.5, 7.5, 8.5, 9].map((n) => ({ ...read, atMs: hour(n), frameSeq: 3 }));
    await utility.store.readings.commit({ decodedSeq: 3, outcomes: [], formats: [], readings });
    await startAnew();
    await reaches(/^3 3$/);
    expect(await hoursRead()).toEqual([4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8.5, 9]);
  });

  it("makes readings of telegrams from before its place was known, though it told its memory of that time by radio since", async () => {
    await hear(5, 6, 8);
    await leaveAsBefore(3);
    await bring(hung(hour(4)));
    const told = {
      source: "radio" as const,
      receiver: "mast",
      status: [],
      marks: [],
      values: [],
      meter: METER,
    };
    // The third telegram was read at its place, with rows of the hours before.
    const readings = [4, 4.5, 5.5, 8].map((n) => ({ ...told, atMs: hour(n), frameSeq: 3 }));
    await utility.store.readings.commit({ decodedSeq: 3, outcomes: [], formats: [], readings });
    await startAnew();
    await reaches(/^3 3$/);
    expect(await hoursRead()).toEqual([4, 4.5, 5, 5.5, 6, 8]);
  });

  it("brings nothing back that was deleted by a rule which is switched off since", async () => {
    const utc = (year: number, month: number): number => (Date.UTC(year, month, 15) - T0) / HOUR_MS;
    // Heard in January and in December 2020, and this October. In November 2026 six years are kept: months before that of November 2020 go.
    await hear(utc(2020, 0), utc(2020, 11), utc(2026, 9));
    await leaveAsBefore(3);
    const settings = { isOn: true, fullMonths: 13, years: 6, removedDays: 90, photoYears: 3 };
    const save = (isOn: boolean) =>
      utility.store.retention.save({ ...settings, isOn, journalDays: 36_500 }, note);
    await save(true);
    await new RetentionJob(utility, { nowMs: () => hour(100), report: () => undefined }).look();
    await save(false);
    await bring(hung(Date.UTC(2019, 0, 1)));
    await startAnew();
    await reaches(/^3 3$/);
    expect(await hoursRead()).toEqual([utc(2020, 11), utc(2026, 9)]);
  });

  it("takes a store whose rule ran before it was noted what it deleted to have deleted by the years it keeps", async () => {
    await hear(-8 * 365 * 24, -365 * 24);
    await leaveAsBefore(2);
    await utility.store.retention.saveRun({ atMs: hour(50), thinned: 0, deleted: 7, journalBytes: 0 }, note);
    expect((await utility.store.retention.settings()).years).toBe(5);
    await bring(hung(Date.UTC(2010, 0, 1)));
    await startAnew();
    await reaches(/^2 2$/);
    expect(await hoursRead()).toEqual([-365 * 24]);
  });

  it("is not kept from old frames by a run that a wrong clock had stopped", async () => {
    await hear(-8 * 365 * 24, -365 * 24);
    await leaveAsBefore(2);
    const stopped = { atMs: Date.UTC(2099, 0, 1), thinned: 0, deleted: 0, journalBytes: 0 };
    await utility.store.retention.saveRun({ ...stopped, failure: "clock-ahead" }, note);
    await bring(hung(Date.UTC(2010, 0, 1)));
    await startAnew();
    await reaches(/^2 2$/);
    expect(await hoursRead()).toEqual([-8 * 365 * 24, -365 * 24]);
  });
});
