import { describe, expect, it } from "vitest";
import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine } from "../../shared/analysis/counter-line.ts";
import { appendPiece } from "../../shared/blocks/append-piece.ts";
import { decodeBlock, openBlock } from "../../shared/blocks/decode-block.ts";
import { encodeBlock, packBlock, sealBlock } from "../../shared/blocks/encode-block.ts";
import { edgesOf } from "../../shared/blocks/month-edges.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { packEdges } from "../../shared/blocks/pack-edges.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import { deflateRaw, inflateRaw } from "./block-compression.ts";
import { thinBlocks } from "./thin-blocks.ts";

const HOUR_MS = 3_600_000;
const MARCH = Date.UTC(2024, 2, 1);
const METER = "KAM-90000001-34-04" as MeterKey;
const DAYS = [0, 1, 2].map((day) => MARCH + day * 24 * HOUR_MS);

/** The month's start in the zone's calendar, an hour before UTC's first day ends. */
const STEP = { dayStartsMs: DAYS, moments: { monthMs: MARCH, momentsMs: [MARCH + 23 * HOUR_MS] } };

/** Three days, hourly; the flow only in odd hours, the power only in hour 30, and a leak from hour 40 to 45. */
const READINGS: readonly Reading[] = Array.from({ length: 72 }, (_, hour): Reading => {
  const flow = { register: "flow1", unit: "l/h", value: { digits: 400 + hour, exponent: 0 } } as const;
  const power = { register: "power1", unit: "kW", value: { digits: 81, exponent: -1 } } as const;
  return {
    meter: METER,
    atMs: MARCH + hour * HOUR_MS,
    values: [
      { register: "E1", unit: "kWh", value: { digits: 1_000 + hour * 2, exponent: 0 } },
      ...(hour % 2 === 1 ? [flow] : []),
      ...(hour === 30 ? [power] : []),
    ],
    status: hour >= 40 && hour < 46 ? ["leak"] : [],
    marks: [],
    source: hour === 50 ? "manual" : "radio",
    receiver: "mast",
    meterClock: new Date(MARCH + hour * HOUR_MS + 7_000).toISOString().slice(0, 19),
  };
});

const BARE = {
  meter: METER,
  values: [],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
} satisfies Partial<Reading>;

const blockOf = (readings: readonly Reading[]): Uint8Array => {
  const [month] = toMonthColumns(readings);
  const block = month && encodeBlock(month, deflateRaw);
  if (!block?.ok) throw new Error("no block");
  return block.value;
};

const grownOf = (first: readonly Reading[], later: readonly Reading[]): Uint8Array => {
  const block = blockOf(first);
  const opened = openBlock(block);
  const grown = opened.ok ? appendPiece(block, opened.value.header, blockOf(later)) : undefined;
  if (!grown) throw new Error("no piece");
  return grown;
};

const readingsIn = (block: Uint8Array | undefined): readonly Reading[] => {
  const month = decodeBlock(block ?? new Uint8Array(), inflateRaw);
  if (!month.ok) throw new Error(month.error.kind);
  return readingsOf(month.value);
};

/** What was used each day, as whoever has these readings reckons it. */
function usedIn(readings: readonly Reading[], register: Register, daysMs: readonly number[]) {
  const hung = { meter: METER, mountedAtMs: 0, startValues: [], endValues: [] };
  const line = buildCounterLine([{ ...hung, columns: toMonthColumns(readings) }], register);
  return line && consumptionOf(line, daysMs, { step: "day", nowMs: MARCH + 400 * 24 * HOUR_MS });
}

describe("thinBlocks", () => {
  it("keeps the first of each day, the changes of status, what was read by hand and the last two, digit by digit", () => {
    const { thinned, unreadable } = thinBlocks([blockOf(READINGS)], STEP);
    // The flow's first of each day: 1, 25 and 49; the power's only one: 30.
    const kept = [0, 1, 24, 25, 30, 40, 46, 48, 49, 50, 70, 71];
    expect(unreadable).toEqual([]);
    expect(thinned).toHaveLength(1);
    expect(thinned[0]?.removed).toBe(72 - kept.length);
    expect(readingsIn(thinned[0]?.block)).toEqual(READINGS.filter((_, hour) => kept.includes(hour)));
  });

  it.each([
    ["every five hours", 300, 40],
    ["ten minutes before each hour", 60, -10],
    ["ten minutes after each hour", 60, 10],
    ["once in two days", 2_880, 700],
  ])("changes no day's use of a meter that is read %s", (_, everyMin, fromMin) => {
    const start = MARCH + 24 * HOUR_MS;
    const days = Array.from({ length: 9 }, (__, day) => start + day * 24 * HOUR_MS);
    // The more, the later: a share by time alone would show.
    const said = Array.from({ length: Math.floor((10 * 24 * 60) / everyMin) }, (__, n): Reading => {
      const value = { digits: 1_000 + n * n, exponent: 0 };
      const atMs = MARCH + (n * everyMin + fromMin + 60) * 60_000;
      return {
        ...{ meter: METER, atMs, status: [], marks: [], source: "radio", receiver: "mast" },
        values: [{ register: "E1", unit: "kWh", value }],
      };
    });
    const [thin] = thinBlocks([blockOf(said)], { ...STEP, dayStartsMs: days }).thinned;
    const kept = thin ? readingsIn(thin.block) : said;
    expect(usedIn(kept, "E1", days)).toEqual(usedIn(said, "E1", days));
    // Two a day are enough, with the first two and the last two of all.
    expect(kept.length).toBeLessThanOrEqual(2 * days.length + 4);
  });

  it.each(["one block", "pieces"])(
    "changes no day's use of a meter that tells its energy in one telegram and its volume in the next: %s",
    (form) => {
      // Every 50 minutes one of both in turn, and at each midnight a telegram with nothing but the status.
      const told = Array.from({ length: 170 }, (_, n): Reading => {
        const value = { digits: 1_000 + n * n, exponent: 0 };
        const said =
          n % 2 === 0
            ? ({ register: "E1", unit: "kWh" } as const)
            : ({ register: "V1", unit: "m³" } as const);
        return { ...BARE, atMs: MARCH + (21 + 50 * n) * 60_000, values: [{ ...said, value }] };
      });
      const nights = [1, 2, 3, 4, 5].map((day): Reading => ({ ...BARE, atMs: MARCH + day * 24 * HOUR_MS }));
      const said = [...told, ...nights].sort((a, b) => a.atMs - b.atMs);
      const days = [1, 2, 3, 4, 5].map((day) => MARCH + day * 24 * HOUR_MS);
      const block = form === "pieces" ? grownOf(said.slice(0, 80), said.slice(80)) : blockOf(said);
      const [thin] = thinBlocks([block], { ...STEP, dayStartsMs: days }).thinned;
      const kept = readingsIn(thin?.block);
      for (const register of ["E1", "V1"] as const)
        expect(usedIn(kept, register, days)).toEqual(usedIn(said, register, days));
      // Of each a day's first and the one before it, with the midnight's own, and both ends of the month.
      expect(kept.length).toBeLessThanOrEqual(5 * days.length + 8);
      expect(thinBlocks([thin?.block ?? block], { ...STEP, dayStartsMs: days }).thinned).toEqual([]);
    },
  );

  it.each<readonly [string, "one block" | "pieces", (hour: number) => number]>([
    // From 1,036 at hour 36 to nothing: 12 before it on the second day, and 11 from hour 37 on.
    ["began anew at noon", "one block", (hour) => (hour <= 36 ? 1_000 + hour : hour - 37)],
    ["began anew at noon", "pieces", (hour) => (hour <= 36 ? 1_000 + hour : hour - 37)],
    ["ran past its last digit at noon", "one block", (hour) => (9_999_964 + hour) % 10_000_000],
    ["said far too much at midnight", "one block", (hour) => (hour === 48 ? 8_000 : 1_000 + hour)],
    ["said far too little at midnight", "one block", (hour) => (hour === 48 ? 3 : 1_000 + hour)],
    ["said a little too little before midnight", "one block", (hour) => 1_000 + hour - (hour === 47 ? 3 : 0)],
  ])("changes no day's use of a meter that %s: %s", (_, form, countAt) => {
    const said = Array.from({ length: 97 }, (__, hour): Reading => {
      const value = { digits: countAt(hour), exponent: 0 };
      return { ...BARE, atMs: MARCH + hour * HOUR_MS, values: [{ register: "E1", unit: "kWh", value }] };
    });
    const days = [0, 1, 2, 3, 4].map((day) => MARCH + day * 24 * HOUR_MS);
    const block = form === "pieces" ? grownOf(said.slice(0, 30), said.slice(30)) : blockOf(said);
    const [thin] = thinBlocks([block], { ...STEP, dayStartsMs: days }).thinned;
    const kept = readingsIn(thin?.block);
    expect(usedIn(kept, "E1", days)).toEqual(usedIn(said, "E1", days));
    // Beside a day's first the two before and the one behind where it falls, the second and the last two of all.
    expect(kept.length).toBeLessThanOrEqual(days.length + 7);
  });

  it.each<readonly [string, (hour: number) => number]>([
    // In March it is past February's last count within a day, or within hours.
    ["began anew", (hour) => (hour < 0 ? 20 + hour : hour)],
    ["began anew and counts fast", (hour) => (hour < 0 ? 1_000 + hour * 10 : hour * 60)],
    ["said far too little with its first reading", (hour) => (hour === 0 ? 3 : 1_000 + hour)],
    ["said far too much with its last reading", (hour) => (hour === -1 ? 9_000 : 1_000 + hour)],
    ["ran past its last digit", (hour) => (9_999_999 + hour) % 10_000_000],
  ])(
    "changes no day's use of a meter that %s where a month begins: each month is thinned by itself",
    (_, countAt) => {
      const hourly = (from: number, to: number): readonly Reading[] =>
        Array.from({ length: to - from }, (__, n): Reading => {
          const value = { digits: countAt(from + n), exponent: 0 };
          const atMs = MARCH + (from + n) * HOUR_MS;
          return { ...BARE, atMs, values: [{ register: "E1", unit: "kWh", value }] };
        });
      const months = [hourly(-72, 0), hourly(0, 96)];
      const days = [-3, -2, -1, 0, 1, 2, 3].map((day) => MARCH + day * 24 * HOUR_MS);
      const thinned = months.map(
        (said) => thinBlocks([blockOf(said)], { ...STEP, dayStartsMs: days }).thinned[0],
      );
      const kept = thinned.flatMap((month) => readingsIn(month?.block));
      expect(usedIn(kept, "E1", days)).toEqual(usedIn(months.flat(), "E1", days));
      expect(kept.length).toBeLessThanOrEqual(days.length + 2 * 4);
    },
  );

  it.each(["one block", "pieces"])(
    "keeps what is no count each day too, of a meter that tells it in a telegram of its own: %s",
    (form) => {
      // Hourly the energy, and a quarter of an hour later the flow and a temperature; the one of 00:15 of day 2 cannot be true.
      const said = Array.from({ length: 72 }, (_, hour): readonly Reading[] => {
        const energy = { register: "E1", unit: "kWh", value: { digits: 500 + hour, exponent: 0 } } as const;
        const flow = { register: "flow1", unit: "l/h", value: { digits: 300 + hour, exponent: 0 } } as const;
        const forward = { register: "t1", unit: "°C", value: { digits: 600 + hour, exponent: -1 } } as const;
        const atMs = MARCH + hour * HOUR_MS;
        return [
          { ...BARE, atMs, values: [energy] },
          {
            ...BARE,
            atMs: atMs + HOUR_MS / 4,
            values: [forward, flow],
            marks: hour === 48 ? ["implausible"] : [],
          },
        ];
      }).flat();
      const block = form === "pieces" ? grownOf(said.slice(0, 60), said.slice(60)) : blockOf(said);
      const [thin] = thinBlocks([block], STEP).thinned;
      const kept = readingsIn(thin?.block);
      const told = kept.filter(({ values }) => values.some(({ register }) => register === "t1"));
      // 00:15, day 1's 00:15, day 2's 01:15, and the month's last.
      expect(told).toEqual([1, 49, 99, 143].map((n) => said[n]));
      expect(usedIn(kept, "E1", DAYS)).toEqual(usedIn(said, "E1", DAYS));
      expect(kept.length).toBeLessThanOrEqual(3 * DAYS.length + 2);
      expect(thinBlocks([thin?.block ?? block], STEP).thinned).toEqual([]);
    },
  );

  it("keeps the first reading that can be true: a day that began in the month before ends with it", () => {
    const at = (hour: number, marks: Reading["marks"] = []): Reading => ({
      ...BARE,
      atMs: MARCH + hour * HOUR_MS,
      values: [{ register: "E1", unit: "kWh", value: { digits: 100 + hour, exponent: 0 } }],
      marks,
    });
    const said = [at(1, ["implausible"]), ...[2, 3, 10, 24, 30, 40, 71].map((hour) => at(hour))];
    const [thin] = thinBlocks([blockOf(said)], { ...STEP, dayStartsMs: [MARCH + 24 * HOUR_MS] }).thinned;
    expect(readingsIn(thin?.block)).toEqual([0, 1, 2, 4, 6, 7].map((n) => said[n]));
  });

  it("says how long each new header is, and makes the same block as one that was never longer", () => {
    const few = READINGS.filter((_, hour) => [0, 1, 24, 25, 30, 48, 49, 70, 71].includes(hour));
    const all = READINGS.filter(({ source, status }) => source === "radio" && status.length === 0);
    const [thin] = thinBlocks([blockOf(all)], STEP).thinned;
    expect(readingsIn(thin?.block)).toEqual(few);
    const [month] = toMonthColumns(few);
    const packed = month && packBlock(month);
    if (!packed?.ok) throw new Error("no block");
    // But that its header says that no more of it will go.
    const fresh = sealBlock(packed.value, deflateRaw(packed.value.body), { isThinned: true });
    expect(Buffer.compare(thin?.block ?? blockOf(few), fresh)).toBe(0);
    const edges = month && packEdges(edgesOf(month, STEP.moments.momentsMs), STEP.moments);
    expect(Buffer.compare(thin?.edges ?? fresh, edges ?? fresh)).toBe(0);
    expect(thin?.headerBytes).toBe(new DataView(fresh.buffer).getUint32(4, true));
  });

  it("passes over what has no more than it may, and names what is damaged", () => {
    const thin = blockOf(READINGS.filter((_, hour) => hour % 24 === 0));
    const damaged = blockOf(READINGS);
    damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 4;
    const outcome = thinBlocks([thin, damaged, blockOf(READINGS)], STEP);
    expect(outcome.unreadable).toEqual([1]);
    expect(outcome.thinned.map(({ at }) => at)).toEqual([2]);
  });
});
