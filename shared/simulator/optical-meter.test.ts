import { describe, expect, it } from "vitest";
import { readingsOfHearing } from "../codecs/decode-head-reading.ts";
import { identifyMeter, readLog, readRegisters, setMeterClock } from "../codecs/kmp/kmp-session.ts";
import { formatScaled } from "../model/scaled.ts";
import { HEAD_BYTE_MS, type HeadFaults, OpticalHead, talkThrough } from "./optical-head.ts";
import { OpticalMeter } from "./optical-meter.ts";

/** A Monday morning in winter by the meter's own clock. */
const CLOCK_MS = Date.UTC(2026, 10, 23, 8, 15, 30);
const meterOf = (serial = 90_000_001) => new OpticalMeter({ serial, clockMs: () => CLOCK_MS, info: 8 });

const headOn = (meter: OpticalMeter, faults: HeadFaults = {}) => new OpticalHead(meter, faults);

describe("a simulated meter under an optical head", () => {
  it("says who it is, its registers and its clock, and leaves out what it does not have", () => {
    const head = headOn(meterOf());
    expect(talkThrough(identifyMeter(), head)).toMatchObject({ ok: true, value: { serial: "90000001" } });
    const read = talkThrough(readRegisters([60, 68, 86, 369, 1002, 1003, 61]), head);
    if (!read.ok) throw new Error(read.error.kind);
    expect(read.value.unsupported).toEqual([61]);
    const [reading] = readingsOfHearing(
      { serial: "90000001", registers: read.value.values, log: undefined },
      undefined,
    );
    expect(reading).toMatchObject({ meterClock: "2026-11-23T08:15:30", status: ["unknown-info-bits"] });
    expect(reading?.values.find(({ register }) => register === "t1")).toMatchObject({ unit: "°C" });
  });

  it("remembers 460 days whose values rise day by day up to now", () => {
    const head = headOn(meterOf());
    const log = talkThrough(readLog({ log: "day", registers: [1003, 60, 68], wanted: 460 }), head);
    if (!log.ok) throw new Error(log.error.kind);
    expect(log.value.rows).toHaveLength(460);
    const dates = log.value.rows.map(({ values }) => values[0]?.value);
    expect(dates[0]).toEqual({ kind: "date", text: "2026-11-23" });
    expect(dates[459]).toEqual({ kind: "date", text: "2025-08-21" });
    const energy = log.value.rows.map(({ values }) =>
      values[1]?.value.kind === "number" ? Number(formatScaled(values[1].value.number)) : Number.NaN,
    );
    expect(energy.every((value, n) => n === 0 || value < (energy[n - 1] ?? 0))).toBe(true);
  });

  it("says where its memory ends", () => {
    const meter = new OpticalMeter({ serial: 1, clockMs: () => CLOCK_MS, depth: { day: 30 } });
    const log = talkThrough(readLog({ log: "day", registers: [1003, 60], wanted: 460 }), headOn(meter));
    expect(log).toMatchObject({ ok: true, value: { isComplete: false } });
    expect(log.ok && log.value.rows).toHaveLength(30);
  });

  it("is set to another time, and shows it", () => {
    const meter = meterOf();
    const at = { year: 2026, month: 11, day: 23, hour: 8, minute: 20, second: 0 };
    expect(talkThrough(setMeterClock(at), headOn(meter))).toEqual({ ok: true, value: true });
    expect(meter.clockMs()).toBe(Date.UTC(2026, 10, 23, 8, 20, 0));
  });

  it.each<readonly [why: string, prepare: (head: OpticalHead) => void, faults: HeadFaults, kind: string]>([
    ["sleeps", (head) => head.setAsleep(true), {}, "no-answer"],
    ["is not under the head", (head) => head.place(undefined), {}, "no-answer"],
    ["is behind a head that is not there", (head) => head.place(undefined), { hasNoEcho: true }, "no-echo"],
    ["is disturbed", () => undefined, { damageEvery: 1 }, "wrong-checksum"],
  ])("a meter that %s", (_, prepare, faults, kind) => {
    const head = headOn(meterOf(), faults);
    prepare(head);
    expect(talkThrough(identifyMeter(), head)).toMatchObject({ ok: false, error: { kind } });
  });

  it("keeps the line busy for its bytes at 1200 baud", () => {
    const head = headOn(meterOf());
    // GetSerialNo: 6 bytes there, 10 back, one of them stuffed: 4A 81 6D 78 holds none; 05 5D 4A 81 neither.
    head.take(Uint8Array.of(0x80, 0x3f, 0x02, 0x35, 0xe9, 0x0d));
    expect(head.answeredBytes).toBe(10);
    expect(head.busyMs).toBeCloseTo(16 * HEAD_BYTE_MS + 120, 6);
  });
});
