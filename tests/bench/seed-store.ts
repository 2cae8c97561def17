import { seedTown } from "../../server/simulation/seed-town.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { monthName } from "../../shared/model/wire-blocks.ts";
import { historySpan } from "../../shared/simulator/town-snapshot.ts";

export interface SeededFolder {
  readonly dataFolder: string;
  readonly utility: string;
  readonly points: number;
  readonly days: number;
  /** A point whose meter has a year of hourly readings before these days. */
  readonly yearAt?: string;
}

const HOUR_MS = 3_600_000;

/** Fills a fresh data folder with a simulated town; the master key is that of `run-server.ts`. */
export async function seedStore(folder: SeededFolder): Promise<void> {
  const { dataFolder, utility, points, days, yearAt } = folder;
  const masterKey = new Uint8Array(32);
  masterKey[31] = 1;
  const opened = await openUtilityStore({ dataFolder, utility, masterKey });
  if (!opened.ok) throw new Error(opened.error.kind);
  const store = opened.value;
  await seedTown(store, { town: { seed: 1, points, ...historySpan(Date.now(), days) } });
  const [segment] = yearAt === undefined ? [] : await store.points.segments(yearAt);
  if (segment) await store.readings.importMonths(yearOf(segment.meter, Date.now() - (days + 1) * 86_400_000));
  await store.close();
}

/** A year of hourly readings of ten registers, as a heat meter gives them, up to a moment. */
function yearOf(meter: MeterKey, untilMs: number) {
  const lastHour = Math.floor(untilMs / HOUR_MS);
  const hours = Array.from({ length: 366 * 24 }, (_, n) => lastHour - 366 * 24 + n);
  const months = new Map<string, number[]>();
  for (const hour of hours) {
    const name = monthName(hour * HOUR_MS);
    months.set(name, [...(months.get(name) ?? []), hour]);
  }
  return [...months.values()].map((own) => ({
    meter,
    timesMs: Float64Array.from(own, (hour) => hour * HOUR_MS),
    registers: REGISTERS.map(({ register, unit, exponent, first, step, wave }) => ({
      register,
      unit,
      exponent,
      counts: Float64Array.from(own, (hour) =>
        Math.round(first + step * (hour - lastHour + 366 * 24) + wave * Math.sin(hour / 3.8)),
      ),
    })),
    statusIndex: new Uint16Array(own.length),
    statusSets: [[]],
    marks: new Uint16Array(own.length),
    originIndex: new Uint16Array(own.length),
    origins: [{ source: "radio" as const, receiver: "mast" }],
    frameSeq: new Float64Array(own.length).fill(Number.NaN),
  }));
}

const counter = { wave: 0 } as const;
const instant = { step: 0 } as const;
const REGISTERS = [
  { register: "E1", unit: "kWh", exponent: 0, first: 1000, step: 2, ...counter },
  { register: "E8", unit: "m³·°C", exponent: 0, first: 1000, step: 3, ...counter },
  { register: "E9", unit: "m³·°C", exponent: 0, first: 1000, step: 2, ...counter },
  { register: "V1", unit: "m³", exponent: -2, first: 1000, step: 4, ...counter },
  { register: "hours", unit: "h", exponent: 0, first: 10, step: 1, ...counter },
  { register: "t1", unit: "°C", exponent: -2, first: 7000, wave: 300, ...instant },
  { register: "t2", unit: "°C", exponent: -2, first: 4000, wave: 200, ...instant },
  { register: "dt", unit: "K", exponent: -2, first: 3000, wave: 100, ...instant },
  { register: "flow1", unit: "l/h", exponent: 0, first: 400, wave: 120, ...instant },
  { register: "power1", unit: "kW", exponent: -1, first: 80, wave: 30, ...instant },
] as const;
