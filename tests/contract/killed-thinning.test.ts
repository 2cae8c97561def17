import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenedStore, openUtilityStore } from "../../server/store/open-utility-store.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { batchBeside, meterThinned } from "../support/killed-thinner.ts";

/** How often it is killed; more by environment variable for a soak. */
const KILLS = Number(process.env["ROUNDS_KILLS"] ?? 5);
const METERS = 600;
const HOUR_MS = 3_600_000;
/** Two days of hourly readings in each of ten months of 2023, which are thinned, and of two of 2020, which are deleted. */
const HOURS = 48;
const OLD = [0, 1].map((month) => Date.UTC(2020, month, 3));
const THINNED = Array.from({ length: 10 }, (_, month) => Date.UTC(2023, month, 3));
/** The first reading of each of both days, and the first two and the last two of the month. */
const KEPT_HOURS = [0, 1, 24, 46, 47];

let dataFolder = "";
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-thinned-"));
  const store = await open();
  for (let meter = 0; meter < METERS; meter++) {
    await store.readings.importMonths(
      [...OLD, ...THINNED].flatMap((fromMs) =>
        toMonthColumns(
          Array.from({ length: HOURS }, (_, hour) => ({
            ...{ meter: meterThinned(meter), atMs: fromMs + hour * HOUR_MS, status: [], marks: [] },
            values: [
              { register: "E1" as const, unit: "kWh" as const, value: { digits: hour * 3, exponent: 0 } },
            ],
            ...{ source: "import" as const, receiver: "file" },
          })),
        ),
      ),
    );
  }
  await store.close();
}, 60_000);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

async function open(): Promise<OpenedStore> {
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

/** Lets it go so many steps and milliseconds, then kills it in whatever it is doing; gives the last batch it acknowledged, and whether it was through. */
async function thin(
  steps: number,
  aliveMs = 0,
): Promise<{ readonly stored: number; readonly isThrough: boolean }> {
  const script = join(import.meta.dirname, "../support/killed-thinner.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let [seen, stored, isThrough] = [0, 0, false];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "step" && ++seen === steps) setTimeout(() => child.kill("SIGKILL"), aliveMs);
    if (line === "through") isThrough = true;
    if (line.startsWith("store ")) stored = Number(line.slice("store ".length));
  }
  await ended;
  return { stored, isThrough };
}

/** Hours of each month that are left, over all meters: which forms there are, and how many months have each. */
async function check(stored: number): Promise<ReadonlyMap<string, number>> {
  const store = await open();
  const forms = new Map<string, number>();
  let count = 0;
  for (let meter = 0; meter < METERS; meter++) {
    for (const month of await store.readings.columns(meterThinned(meter), 0, Date.UTC(2025, 0, 1))) {
      const fromMs =
        [...OLD, ...THINNED].find(
          (one) => one <= (month.timesMs[0] ?? 0) && (month.timesMs[0] ?? 0) < one + HOURS * HOUR_MS,
        ) ?? 0;
      const rows = readingsOf(month).map(({ atMs, values }) => [
        (atMs - fromMs) / HOUR_MS,
        Number(values[0]?.value.digits),
      ]);
      // Whatever is left says what it said.
      expect(rows.every(([hour = 0, digits]) => digits === hour * 3)).toBe(true);
      const year = new Date(fromMs).getUTCFullYear();
      const form = `${year}: ${rows.length === HOURS ? "whole" : rows.map(([hour]) => hour).join(" ")}`;
      forms.set(form, (forms.get(form) ?? 0) + 1);
      count += rows.length;
    }
  }
  const decodedSeq = await store.readings.decodedSeq();
  expect(decodedSeq).toBeGreaterThanOrEqual(stored);
  for (let n = 1; n <= decodedSeq; n++) {
    const [reading] = batchBeside(n).readings;
    if (!reading) continue;
    const months = await store.readings.columns(reading.meter, reading.atMs, reading.atMs + 1);
    expect(months.flatMap((month) => readingsOf(month)).map(({ frameSeq }) => frameSeq)).toEqual([n]);
  }
  expect(await store.readings.count()).toBe(count + decodedSeq);
  expect((await store.upkeep.check()).problems).toEqual([]);
  await store.close();
  return forms;
}

describe("a process killed while it deletes and thins old readings and takes in new ones", () => {
  it(
    `leaves each month whole or as it is to be, ${KILLS} times over, and gets through after all`,
    async () => {
      const thinned = `2023: ${KEPT_HOURS.join(" ")}`;
      let halfway = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const { stored } = await thin(1 + ((kill * 4) % 33), (kill * 7) % 30);
        const forms = await check(stored);
        if (forms.has("2023: whole") && forms.has(thinned)) halfway += 1;
        expect(["2020: whole", "2023: whole", thinned]).toEqual(expect.arrayContaining([...forms.keys()]));
        expect((forms.get("2023: whole") ?? 0) + (forms.get(thinned) ?? 0)).toBe(METERS * THINNED.length);
      }
      expect(halfway).toBeGreaterThan(0);
      const { stored, isThrough } = await thin(Number.POSITIVE_INFINITY);
      expect(isThrough).toBe(true);
      expect([...(await check(stored))]).toEqual([[thinned, METERS * THINNED.length]]);
    },
    60_000 + KILLS * 20_000,
  );
});
