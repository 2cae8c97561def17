import { describe, expect, it } from "vitest";
import { changePoint, importPoints } from "../../server/sync/write-points.ts";
import { joinHeadHearing } from "../../shared/codecs/kmp/head-hearing.ts";
import { encodeKmpFrame, type KmpFrame } from "../../shared/codecs/kmp/kmp-frame.ts";
import { getLogFromOffsetRequest, getSerialRequest } from "../../shared/codecs/kmp/kmp-request.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { editField } from "../../shared/rooms/overlay.ts";
import { segmentField } from "../../shared/rooms/point-record.ts";
import { encodeSegment } from "../../shared/rooms/record-codec.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import {
  HOUR_MS,
  hear,
  hour,
  hung,
  KEY,
  METER,
  startAnew,
  T0,
  useLateTown,
  utility,
} from "../support/late-town.ts";
import { MODE_7_FRAGMENTS } from "../support/mode-7-fragments.ts";
import { Client, person, pointOf, system } from "../support/relay-world.ts";

useLateTown();

async function bring(...segments: readonly Segment[]): Promise<void> {
  await importPoints(utility.rooms, { source: "billing", records: [pointOf(1, { segments })], by: system });
  await utility.ingest.settled();
}

const readings = async (meter = METER): Promise<readonly Reading[]> =>
  (await utility.store.readings.newest(meter, 8e15, 1000)).toReversed();
const hoursRead = async (meter = METER): Promise<readonly number[]> =>
  (await readings(meter)).map(({ atMs }) => (atMs - T0) / HOUR_MS);
const findings = async () =>
  (await utility.store.review.list({ isOpen: true, limit: 50, areas: "all" })).findings;
const openFrames = async () => utility.store.readings.undecoded(METER, ["no-place"]);

describe("a meter that is heard before anybody says where it hangs", () => {
  it("has its readings from when it hung there, as densely as the point says, and shows the last", async () => {
    await hear(3, 4, 5, 5.5, 6, 7);
    expect(await hoursRead()).toEqual([]);
    await bring(hung(hour(5)));
    expect(await hoursRead()).toEqual([5, 6, 7]);
    expect((await readings())[0]?.values[0]).toMatchObject({ register: "E1", value: { digits: 12345 } });
    expect(utility.points.find("p-1")?.row.latest?.atMs).toBe(hour(7));
    // The two from before wait; the one that is not kept does not.
    expect(await openFrames()).toEqual([1, 2]);
    expect(await findings()).toEqual([]);
    // The same once more changes nothing; what is heard counts each frame once.
    await bring(hung(hour(5)));
    expect(await hoursRead()).toEqual([5, 6, 7]);
    expect(await utility.store.readings.heard(5)).toMatchObject([
      { meter: METER, count: 6, outcome: "decoded" },
    ]);
  });

  it("has them too where its mounting is moved back in a room; what stands there stays", async () => {
    await bring(hung(hour(5)));
    await hear(6, 7);
    // A phone hands over late what it heard before the mounting as it is known: two in one hour are one finding.
    await hear(2, 3, 3.2, 4);
    expect(await hoursRead()).toEqual([6, 7]);
    expect((await findings()).map(({ reason, atMs }) => [reason, (atMs - T0) / HOUR_MS]).sort()).toEqual([
      ["before-mounting", 2],
      ["before-mounting", 3],
      ["before-mounting", 4],
    ]);
    const [one] = await readings();
    if (!one) throw new Error("no reading");
    const decided = { ...one, atMs: hour(4), marks: ["edited" as const], frameSeq: 6 };
    await utility.store.readings.commit({
      ...{ decodedSeq: 0, outcomes: [], formats: [] },
      readings: [decided],
    });
    const [was, is] = [hung(hour(5)), hung(hour(3))];
    const client = new Client(person("anna", "superuser", ["north"]), utility.rooms);
    await client.open("town/north/points/1");
    await client.say((doc) => {
      const who = { by: "anna", atMs: 5 };
      editField(doc, { id: "p-1", field: segmentField(was), value: null }, who);
      editField(doc, { id: "p-1", field: segmentField(is), value: encodeSegment(is) }, who);
    });
    await utility.ingest.settled();
    expect(await hoursRead()).toEqual([3, 4, 6, 7]);
    expect((await readings()).map(({ marks }) => marks)).toEqual([[], ["edited"], [], []]);
    expect(await openFrames()).toEqual([3]);
    expect(utility.points.find("p-1")?.row.latest?.atMs).toBe(hour(7));
  });

  it("has those of a time it hung there that is over by now, and of the hours by which that is made longer", async () => {
    await bring(hung(hour(1), { removedAtMs: hour(4) }));
    await hear(2, 5, 8);
    expect(await hoursRead()).toEqual([2]);
    const longer = hung(hour(1), { removedAtMs: hour(5) });
    await changePoint(utility.rooms, "p-1", {
      fields: { [segmentField(longer)]: encodeSegment(longer) },
      by: system,
    });
    await utility.ingest.settled();
    expect(await hoursRead()).toEqual([2, 5]);
    expect(utility.points.find("p-1")?.row.latest).toBeUndefined();
  });

  it("has them under the name it is mounted by, where it says another version of itself by radio", async () => {
    await hear(6);
    const named = "KAM-90000001-35-04" as MeterKey;
    await bring(hung(hour(5), { meter: named }));
    expect(await hoursRead(named)).toEqual([6]);
  });

  it("has them where its key came before its place", async () => {
    await utility.points.removeKey(METER);
    await hear(6);
    await utility.points.saveKeys([{ meter: METER, key: KEY }]);
    await utility.ingest.decodeAgain(METER);
    await bring(hung(hour(5)));
    expect(await hoursRead()).toEqual([6]);
  });

  it("has one that came in two telegrams, whether its place or its key came late", async () => {
    const [first, last] = MODE_7_FRAGMENTS;
    const heard = { receiver: "mast", link: "wmbus" as const };
    const hearBoth = async (n: number): Promise<void> => {
      await utility.ingest.receive([
        { ...heard, bytes: first, rxAtMs: hour(n) },
        // Another meter's in between.
        { ...heard, bytes: first.with(4, 0x99), rxAtMs: hour(n) + 1000 },
        { ...heard, bytes: last, rxAtMs: hour(n) + 2000 },
      ]);
      await utility.ingest.settled();
    };
    await hearBoth(6);
    await bring(hung(hour(5)));
    await utility.points.removeKey(METER);
    await hearBoth(8);
    await utility.points.saveKeys([{ meter: METER, key: KEY }]);
    expect(await utility.ingest.decodeAgain(METER)).toBe(1);
    expect((await readings()).map(({ atMs, values }) => [atMs, values[0]?.value.digits])).toEqual([
      [hour(6) + 2000, 12345],
      [hour(8) + 2000, 12345],
    ]);
    expect(await openFrames()).toEqual([]);
  });

  it("takes nothing from a message whose last telegram is still on its way when earlier ones are read anew", async () => {
    const [first, last] = MODE_7_FRAGMENTS;
    const hearPart = async (bytes: Uint8Array, rxAtMs: number): Promise<void> => {
      await utility.ingest.receive([{ receiver: "mast", link: "wmbus", bytes, rxAtMs }]);
      await utility.ingest.settled();
    };
    await hearPart(first, hour(6));
    await hearPart(last, hour(6) + 2000);
    await hearPart(first, hour(8));
    await bring(hung(hour(5)));
    await hearPart(last, hour(8) + 2000);
    expect((await readings()).map(({ atMs }) => atMs)).toEqual([hour(6) + 2000, hour(8) + 2000]);
  });

  it("changes no bill by them: those of a locked time are kept, marked and on the work list", async () => {
    await hear(5, 6, 7);
    const by = { name: "Ada", address: "", computer: "" };
    await utility.store.review.lock(
      { beforeMs: hour(6), area: "north", reason: "" },
      { atMs: hour(99), event: "period.locked", by },
    );
    await bring(hung(hour(4)));
    expect((await readings()).map(({ atMs, marks }) => [(atMs - T0) / HOUR_MS, marks])).toEqual([
      [5, ["implausible"]],
      [6, []],
      [7, []],
    ]);
    expect((await findings()).map(({ reason, atMs }) => [reason, (atMs - T0) / HOUR_MS])).toEqual([
      ["period-locked", 5],
    ]);
  });

  it("has them after a start too, where the server ended right after the place was told of", async () => {
    await hear(6);
    await bring();
    const point = utility.points.find("p-1")?.point;
    if (!point) throw new Error("no point");
    await startAnew();
    await utility.store.points.save([point], [hung(hour(5))]);
    await utility.points.load();
    await utility.ingest.start();
    await utility.ingest.settled();
    expect(await hoursRead()).toEqual([6]);
  });

  it("has the days of its memory from when it hung there", async () => {
    await bring(hung(hour(60)));
    const optical = new OpticalMeter({ serial: 90_000_001, clockMs: () => hour(91) });
    const wireOf = (asked: KmpFrame): Uint8Array => {
      const answer = optical.answer(asked);
      if (typeof answer !== "object") throw new Error("no answer");
      return encodeKmpFrame(answer);
    };
    const days = getLogFromOffsetRequest({ log: "day", offset: 0, rows: 20, registers: [1003, 60] });
    const bytes = joinHeadHearing(wireOf(getSerialRequest()), wireOf(days));
    await utility.ingest.receive([{ rxAtMs: hour(90), receiver: "phone", link: "kmp", bytes }]);
    await utility.ingest.settled();
    // Denmark's midnights are at 23 hours UTC: 23, 47 and 71 hours after the first.
    expect(await hoursRead()).toEqual([71]);
    await bring(hung(hour(30)));
    expect(await hoursRead()).toEqual([47, 71]);
  });

  it("has more than a batch of them, each once", async () => {
    const minutes = Array.from({ length: 1100 }, (_, n) => 10 + n / 60);
    await hear(...minutes);
    await importPoints(utility.rooms, {
      records: [pointOf(1, { intervalMinutes: 1, segments: [hung(hour(5))] })],
      by: system,
    });
    await utility.ingest.settled();
    expect(await utility.store.readings.count()).toBe(1100);
    expect(await openFrames()).toEqual([]);
  });
});

/** As a store was left by a program that counted what had no place as decoded; it is looked through from `done` on. */
async function leaveAsBefore(done = ""): Promise<void> {
  // What waits in the log would say it again after a start.
  await utility.upkeep.fold();
  await utility.store.readings.forgetUndecoded({ firstSeq: 1, lastSeq: 10_000 });
  await utility.store.settings.noteLookedBack(done);
}
async function startLooked(): Promise<void> {
  await startAnew();
  const end = await utility.store.readings.decodedSeq();
  await expect.poll(() => utility.store.settings.lookedBack(), { timeout: 20_000 }).toBe(`${end} ${end}`);
}

describe("a store from before it was noted what has no place", () => {
  it("is looked through once: what lies in a place by now is read, and the rest waits for one", async () => {
    await hear(3, 4, 5, 5.5, 6, 7);
    await leaveAsBefore();
    await bring(hung(hour(5)));
    expect(await hoursRead()).toEqual([]);
    await startLooked();
    expect(await hoursRead()).toEqual([5, 6, 7]);
    expect(utility.points.find("p-1")?.row.latest?.atMs).toBe(hour(7));
    expect(await openFrames()).toEqual([1, 2]);
    // Once: what is taken away afterwards does not come back.
    await remove(6);
    await startLooked();
    expect(await hoursRead()).toEqual([5, 7]);
  });

  it("goes on from where it was", async () => {
    await hear(5, 6, 7, 8);
    await leaveAsBefore("2 4");
    await bring(hung(hour(4)));
    await startLooked();
    expect(await hoursRead()).toEqual([7, 8]);
  });

  it("gets nothing back that was thinned away, nor what a mounting that is over had after its time", async () => {
    await bring(hung(hour(4), { removedAtMs: hour(8) }));
    await hear(5, 6, 7, 9);
    await remove(6);
    await leaveAsBefore();
    await startLooked();
    expect(await hoursRead()).toEqual([5, 7]);
    expect(await openFrames()).toEqual([4]);
  });
});

const remove = (n: number) =>
  utility.store.readings.removeSpan({
    meter: METER,
    fromMs: hour(n),
    toMs: hour(n) + 1,
    kept: { held: [], lockedBeforeMs: 0 },
  });
