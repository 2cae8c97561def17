import { deflateRawSync } from "node:zlib";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { Medium } from "../../shared/model/medium.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import { parseScaled } from "../../shared/model/scaled.ts";
import type { Unit } from "../../shared/model/unit.ts";
import type { WirePoint, WirePointDetail, WireValue } from "../../shared/model/wire.ts";
import { monthName, type WireBlockRef } from "../../shared/model/wire-blocks.ts";
import { FIRST, LAST, STREETS } from "./fake-names-table.ts";

/**
 * A town that never was, as the API would tell of it: enough to try every screen of the office without
 * a server. Everything follows from a point's number, so two runs show the same.
 */
export const UTILITY = { name: "Elmvig Forsyning", timeZone: "Europe/Copenhagen" } as const;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between this and a month more: it begins in the middle of a month, with days before and after it whenever that is. */
const HISTORY_MONTHS = 13;
const FIRST_DAY = 10;

/** A number in 0…1 that looks random and is always the same for the same two numbers. */
function chance(n: number, salt: number): number {
  let h = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

const pick = <T>(values: readonly T[], n: number, salt: number): T => {
  const value = values[Math.floor(chance(n, salt) * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
};

interface Kind {
  readonly medium: Medium;
  readonly type: string;
  readonly maker: string;
  readonly register: Register;
  readonly unit: Unit;
  readonly decimals: number;
}

const HEAT: Kind = {
  medium: "heat",
  type: "MULTICAL 403",
  maker: "KAM",
  register: "E1",
  unit: "kWh",
  decimals: 0,
};
const BIG_HEAT: Kind = { ...HEAT, type: "MULTICAL 603", unit: "MWh", decimals: 3 };
const COOLING: Kind = { ...HEAT, medium: "cooling", type: "MULTICAL 302", register: "E3" };
const WATER: Kind = {
  medium: "water",
  type: "MULTICAL 21",
  maker: "KAM",
  register: "V1",
  unit: "m³",
  decimals: 3,
};
const FLOW_IQ: Kind = { ...WATER, type: "flowIQ 2200", maker: "KAW" };

export function kindOf(n: number): Kind {
  const draw = chance(n, 1);
  if (draw < 0.42) return HEAT;
  if (draw < 0.5) return BIG_HEAT;
  if (draw < 0.54) return COOLING;
  return draw < 0.8 ? WATER : FLOW_IQ;
}

const STATUS_OF_MEDIUM: Partial<Record<Medium, readonly string[]>> = {
  heat: ["t1-above-range", "low-battery", "v1-air", "v1-wrong-direction"],
  cooling: ["low-battery"],
  water: ["leak", "burst", "dry", "reverse-flow", "tamper"],
};

function statusOf(n: number): readonly string[] {
  if (chance(n, 7) > 0.07) return [];
  const ids = STATUS_OF_MEDIUM[kindOf(n).medium] ?? [];
  const first = pick(ids, n, 8);
  const second = pick(ids, n, 9);
  return chance(n, 10) < 0.2 && first !== second ? [first, second].sort() : [first];
}

/** Mean use per hour of the point, winter and morning included, in its own unit. */
function usePerHour(n: number, atMs: number): number {
  const kind = kindOf(n);
  const size = 0.5 + chance(n, 11) * 1.4;
  const dayOfYear = (atMs / DAY_MS) % 365.25;
  const winter = 0.5 + 0.5 * Math.cos(((dayOfYear - 18) / 365.25) * 2 * Math.PI);
  const hour = (atMs / HOUR_MS) % 24;
  const peaks = 0.7 + 0.7 * Math.exp(-((hour - 6.5) ** 2) / 3) + 0.8 * Math.exp(-((hour - 18) ** 2) / 6);
  const noise = 0.75 + 0.5 * chance(Math.floor(atMs / HOUR_MS) + n * 31, 12);
  if (kind.medium === "water") return size * 0.014 * peaks * peaks * noise;
  const season = kind.medium === "cooling" ? 1 - winter : 0.12 + winter;
  return size * 2.1 * season * peaks * noise * (kind.unit === "MWh" ? 0.006 : 1);
}

/** Register at a time: a sum over whole days, then over the hours of the last one. */
const startValue = (n: number): number =>
  Math.floor(chance(n, 13) * 60_000) / (kindOf(n).medium === "water" ? 60 : 1);

const textOf = (value: number, decimals: number): string => value.toFixed(decimals);

export class FakeTown {
  readonly nowMs: number;
  readonly count: number;
  readonly #latestAt = new Map<number, number>();
  readonly #blocks = new Map<number, readonly FakeBlock[]>();

  constructor(options: { readonly points: number; readonly nowMs: number }) {
    this.count = options.points;
    this.nowMs = options.nowMs;
  }

  /** Of the history of every point (UTC). */
  get #firstMs(): number {
    const now = new Date(this.nowMs);
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - HISTORY_MONTHS, FIRST_DAY);
  }

  numberOf(pointId: string): number | undefined {
    const n = Number(pointId.replace(/^p/, ""));
    return Number.isInteger(n) && n >= 0 && n < this.count ? n : undefined;
  }

  hear(n: number, atMs: number): void {
    this.#latestAt.set(n, atMs);
  }

  #latestMs(n: number): number | undefined {
    const heard = this.#latestAt.get(n);
    if (heard !== undefined) return heard;
    const draw = chance(n, 14);
    if (draw > 0.992) return undefined;
    if (draw > 0.975) return this.nowMs - (1 + chance(n, 15) * 20) * DAY_MS;
    return this.nowMs - chance(n, 16) * HOUR_MS;
  }

  #valuesAt(n: number, atMs: number, main = this.#meanAt(n, atMs)): readonly WireValue[] {
    const kind = kindOf(n);
    const flow = usePerHour(n, atMs);
    const values: WireValue[] = [
      { register: kind.register, value: textOf(main, kind.decimals), unit: kind.unit },
    ];
    if (kind.medium === "water") {
      values.push({ register: "flow1", value: textOf(flow * 1000, 0), unit: "l/h" });
      values.push({
        register: "tWater",
        value: textOf(8 + 3 * chance(Math.floor(atMs / HOUR_MS), 17), 0),
        unit: "°C",
      });
      return values;
    }
    const power = flow * (kind.unit === "MWh" ? 1000 : 1);
    const t1 = 68 + 8 * chance(Math.floor(atMs / (3 * HOUR_MS)) + n, 18);
    const t2 = 34 + 6 * chance(Math.floor(atMs / (2 * HOUR_MS)) + n, 19);
    values.push(
      { register: "V1", value: textOf(main / (kind.unit === "MWh" ? 0.04 : 40), 2), unit: "m³" },
      { register: "t1", value: textOf(t1, 2), unit: "°C" },
      { register: "t2", value: textOf(t2, 2), unit: "°C" },
      { register: "flow1", value: textOf((power / (1.163 * (t1 - t2))) * 1000, 0), unit: "l/h" },
      { register: "power1", value: textOf(power, 1), unit: "kW" },
    );
    return values;
  }

  /** What the list shows: not worth summing up for a hundred thousand points. */
  #meanAt(n: number, atMs: number): number {
    const kind = kindOf(n);
    const meanPerHour = kind.medium === "water" ? 0.014 : kind.unit === "MWh" ? 0.012 : 2;
    return startValue(n) + meanPerHour * ((atMs - this.#firstMs) / HOUR_MS);
  }

  point(n: number): WirePoint {
    const kind = kindOf(n);
    const perStreet = 60;
    const street = Math.floor(n / perStreet);
    const house = n % perStreet;
    const [row, column] = [Math.floor(street / 7), street % 7];
    const along = (Math.floor(house / 2) - 15) * 22;
    const across = (house % 2 === 0 ? 14 : -14) + (chance(n, 20) - 0.5) * 5;
    const isEastWest = (row + column) % 2 === 0;
    const bend = Math.sin(along / 180 + street) * 26;
    const [x, y] = isEastWest ? [along, across + bend] : [across + bend, along];
    const block = { x: (column - 3) * 430 + row * 40, y: (row - 2) * 420 - column * 25 };
    const latestMs = this.#latestMs(n);
    const hasMeter = chance(n, 21) > 0.004;
    const name = STREETS[street % STREETS.length] ?? "Elmegade";
    return {
      id: `p${n}`,
      number: String(571_313_000_000 + n * 7),
      address:
        `${street >= STREETS.length ? `Nye ${name} ${Math.floor(street / STREETS.length)}.` : name} ${house + 1}`.replace(
          / \d+\. /,
          " ",
        ),
      postalCode: row % 2 === 0 ? "8700" : "8732",
      city: row % 2 === 0 ? "Elmvig" : "Hovedgård",
      area: row % 2 === 0 ? "Nord" : "Syd",
      customer: `${pick(FIRST, n, 22)} ${pick(LAST, n, 23)}`,
      customerNumber: String(100_000 + n),
      ...(chance(n, 24) > 0.003
        ? { lat: 55.862 + (block.y + y) / 111_320, lon: 9.838 + (block.x + x) / 62_500 }
        : {}),
      medium: kind.medium,
      ...(hasMeter
        ? {
            meter: {
              key: `${kind.maker}-${String(61_000_000 + n)}-34-04`,
              serial: String(61_000_000 + n),
              manufacturer: kind.maker,
              type: kind.type,
              hasKey: chance(n, 25) > 0.02,
            },
          }
        : {}),
      ...(latestMs === undefined || !hasMeter
        ? {}
        : { latest: { atMs: latestMs, values: this.#valuesAt(n, latestMs), status: statusOf(n) } }),
    };
  }

  points(): readonly WirePoint[] {
    return Array.from({ length: this.count }, (_, n) => this.point(n));
  }

  detail(n: number, cursor: number): WirePointDetail {
    const point = this.point(n);
    const kind = kindOf(n);
    const firstMs = this.#firstMs;
    const exchangedMs = this.#exchangedMs(n);
    const old = {
      serial: String(48_000_000 + n),
      type: kind.medium === "water" ? "MULTICAL 21" : "MULTICAL 402",
    };
    return {
      cursor,
      utility: UTILITY,
      point,
      segments: [
        {
          meterKey: `KAM-${old.serial}-19-04`,
          ...old,
          mountedAtMs: firstMs - 2900 * DAY_MS,
          removedAtMs: exchangedMs,
          startValues: [],
          endValues: [],
        },
        ...(point.meter
          ? [
              {
                meterKey: point.meter.key,
                serial: point.meter.serial,
                type: point.meter.type,
                mountedAtMs: exchangedMs,
                startValues: [],
                endValues: [],
              },
            ]
          : []),
      ],
      counters: kind.medium === "water" ? ["V1"] : [kind.register, "V1"],
      instants: kind.medium === "water" ? ["flow1", "tWater"] : ["t1", "t2", "flow1", "power1"],
      custom: {},
      ...(point.latest ? { firstReadingAtMs: firstMs, lastReadingAtMs: point.latest.atMs } : {}),
    };
  }

  #exchangedMs(n: number): number {
    return Math.floor((this.nowMs - (20 + chance(n, 26) * 200) * DAY_MS) / HOUR_MS) * HOUR_MS + 2 * HOUR_MS;
  }

  /** Readings hour by hour, but for days on which nobody heard the meter, as one block a month and meter. */
  blocks(n: number): readonly FakeBlock[] {
    const known = this.#blocks.get(n);
    if (known) return known;
    const firstMs = this.#firstMs;
    const exchangedMs = this.#exchangedMs(n);
    const lastMs = this.#latestMs(n) ?? 0;
    const readings: Reading[] = [];
    const toOld = { main: startValue(n), meter: `KAM-${48_000_000 + n}-19-04` };
    const toNew = { main: 0, meter: this.point(n).meter?.key ?? "" };
    for (let atMs = firstMs; atMs <= lastMs; atMs += HOUR_MS) {
      const on = atMs < exchangedMs ? toOld : toNew;
      on.main += usePerHour(n, atMs - HOUR_MS);
      if (on.meter !== "" && !isUnheard(n, atMs)) readings.push(this.#reading(n, atMs, on));
    }
    const months = [toOld, toNew].flatMap(({ meter }) =>
      toMonthColumns(readings.filter((reading) => reading.meter === meter)),
    );
    const blocks = months.map((month): FakeBlock => {
      const bytes = encodeBlock(month, (body) => deflateRawSync(body));
      if (!bytes.ok) throw new Error(bytes.error.kind);
      const atMs = month.timesMs[0] ?? 0;
      return {
        meter: month.meter,
        month: monthName(atMs),
        etag: `"${month.timesMs.length}"`,
        atMs,
        bytes: bytes.value,
      };
    });
    blocks.sort((x, y) => x.atMs - y.atMs);
    this.#blocks.set(n, blocks);
    return blocks;
  }

  #reading(
    n: number,
    atMs: number,
    { main, meter }: { readonly main: number; readonly meter: string },
  ): Reading {
    const isOld = atMs < this.nowMs - 30 * DAY_MS;
    const hour = Math.floor(atMs / HOUR_MS);
    const values = this.#valuesAt(n, atMs, main).flatMap(({ register, unit, value }) => {
      const scaled = parseScaled(value);
      return scaled ? [{ register, unit, value: scaled }] : [];
    });
    return {
      meter: meter as MeterKey,
      atMs,
      values,
      status: atMs > this.nowMs - 3.3 * DAY_MS ? statusOf(n) : [],
      marks: [],
      source: isOld ? "import" : "radio",
      receiver: isOld ? "history" : "gateway-church",
      ...(isOld ? {} : { frameSeq: 1000 + (hour % 4) + n * 5 }),
    };
  }
}

export interface FakeBlock extends WireBlockRef {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** About one day in twenty-five nothing is heard. */
export const isUnheard = (n: number, atMs: number): boolean =>
  chance(Math.floor(atMs / DAY_MS) + n, 27) < 0.04;
