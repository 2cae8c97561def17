import type { DecodedBatch, ReadingStore } from "../../server/reading-ports.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { REGISTERS } from "../../shared/model/register.ts";

/** A store under test. What has no folds or no disk does nothing there. */
export interface StoreUnderTest {
  readonly store: ReadingStore;
  /** Moves recent readings to where old ones live. */
  fold(): Promise<void>;
  /** Closes the store and opens it again. */
  reopen(): Promise<StoreUnderTest>;
  close(): Promise<void>;
}

export const METERS = ["KAM-90000001-34-04", "KAM-90000002-34-04", "SON-12345678-0A-07"] as MeterKey[];
export const [ADA, BEN] = METERS as [MeterKey, MeterKey];
export const HOUR_MS = 3_600_000;
export const MAY = Date.UTC(2025, 4, 1);

export const values = (count: number): RegisterValue[] => [
  { register: "E1", unit: "kWh", value: { digits: count, exponent: 0 } },
  { register: "V1", unit: "m³", value: { digits: count * 3, exponent: -2 } },
];

export const reading = (atMs: number, more: Partial<Reading> = {}): Reading => ({
  meter: ADA,
  atMs,
  values: values(Math.floor(atMs / HOUR_MS) % 100_000),
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
  ...more,
});

export const batch = (readings: readonly Reading[], more: Partial<DecodedBatch> = {}): DecodedBatch => ({
  decodedSeq: 0,
  readings,
  outcomes: [],
  formats: [],
  ...more,
});

export const hours = (from: number, to: number, more: Partial<Reading> = {}): Reading[] =>
  Array.from({ length: to - from }, (_, index) => reading(MAY + (from + index) * HOUR_MS, more));

/** All readings in a range, as the store gives them. */
export async function allOf(
  store: ReadingStore,
  meter: MeterKey,
  fromMs = -8e15,
  toMs = 8e15,
): Promise<Reading[]> {
  return (await store.columns(meter, fromMs, toMs)).flatMap((month) => readingsOf(month));
}

/** With values in the order of the registers, so that two readings can be compared. */
export const sortedValues = (one: Reading): Reading => ({
  ...one,
  values: [...one.values].sort(
    (a, b) => NAMES.indexOf(a.register) - NAMES.indexOf(b.register) || a.value.exponent - b.value.exponent,
  ),
});
const NAMES = Object.keys(REGISTERS);

/** Runs work with an empty store, which is closed afterwards, however often it was opened again. */
export type WithStore = (work: (test: StoreUnderTest) => Promise<void>) => () => Promise<void>;

export const withStoreOf =
  (open: () => Promise<StoreUnderTest>): WithStore =>
  (work) =>
  async () => {
    let current = await open();
    const reopen = async () => {
      current = await current.reopen();
      return current;
    };
    try {
      await work({ ...current, reopen });
    } finally {
      await current.close();
    }
  };
