import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS, makeClimate } from "../../shared/simulator/climate.ts";
import { writeHistory } from "../../shared/simulator/history.ts";
import { statusOfInfo } from "../../shared/simulator/status-of-info.ts";
import type { UtilityStore } from "../ports.ts";
import { openUtilityStore } from "../store/open-utility-store.ts";
import { type SeededTown, seedTown } from "./seed-town.ts";

const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const town = { seed: 31, points: 40, fromHour: toHour - 70 * 24, toHour };

describe("a seeded utility's store", () => {
  let folder: string;
  let store: UtilityStore;
  let seeded: SeededTown;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rounds-town-"));
    const opened = await openUtilityStore({
      dataFolder: folder,
      utility: "town",
      masterKey: new Uint8Array(32).fill(7),
    });
    if (!opened.ok) throw new Error(opened.error.kind);
    store = opened.value;
    seeded = await seedTown(store, { town });
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("holds every reading of the town", async () => {
    expect(await store.readings.count()).toBe(seeded.readings);
    expect(await store.points.list()).toHaveLength(40);
  });

  it("gives back a meter's history to the digit", async () => {
    const climate = makeClimate({ seed: 31, fromHour: town.fromHour, toHour: toHour + 1 });
    for (const place of seeded.town.points.slice(0, 10)) {
      const meter = place.meters.at(-1);
      if (!meter) continue;
      const made = writeHistory(place, meter, { climate, ...town, statusOf: statusOfInfo }).months;
      const kept = await store.readings.columns(meter.key, 0, Number.MAX_SAFE_INTEGER);
      const numbers = (months: typeof kept) =>
        months.map(({ timesMs, registers }) => ({
          timesMs: [...timesMs],
          registers: Object.fromEntries(
            registers.map(({ register, exponent, unit, counts }) => [
              register,
              { exponent, unit, counts: [...counts] },
            ]),
          ),
        }));
      expect(numbers(kept)).toEqual(numbers(made));
    }
  });

  it("knows each meter's key and the meter that hangs now", async () => {
    for (const { meters } of seeded.town.points) {
      const meter = meters.at(-1);
      if (!meter) continue;
      expect(await store.keys.find(meter.key)).toEqual(meter.aesKey);
      expect((await store.points.mountedSegment(meter.key))?.type).toBe(meter.product.name);
    }
  });
});
