import { inflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import type { MeteringPoint, Segment } from "../../shared/model/metering-point.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import { HOUR_MS } from "../../shared/simulator/climate.ts";
import { type SeededTown, type SeedProgress, seedTown } from "./seed-town.ts";

const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const town = { seed: 21, points: 130, fromHour: toHour - 90 * 24, toHour };

/** What seeding wrote, kept in memory. */
class SeenStore {
  readonly months = new Map<string, MonthColumns>();
  readonly keys: { readonly meter: string; readonly key: Uint8Array }[] = [];
  savedPoints: readonly MeteringPoint[] = [];
  savedSegments: readonly Segment[] = [];
  utility = "";
  readonly settings = {
    saveUtility: async ({ name }: { readonly name: string }) => {
      this.utility = name;
    },
  };
  readonly points = {
    save: async (points: readonly MeteringPoint[], segments: readonly Segment[]) => {
      this.savedPoints = points;
      this.savedSegments = segments;
    },
  };
  readonly readings = {
    importBlocks: async (blocks: readonly Uint8Array[]) => {
      for (const block of blocks) {
        const month = decodeBlock(block, (deflated) => new Uint8Array(inflateRawSync(deflated)));
        if (!month.ok) throw new Error(month.error.kind);
        this.months.set(
          `${month.value.meter} ${new Date(month.value.timesMs[0] ?? 0).toISOString().slice(0, 7)}`,
          month.value,
        );
      }
    },
  };
  readonly keyStore = {
    save: async (keys: readonly { readonly meter: string; readonly key: Uint8Array }[]) => {
      this.keys.push(...keys);
    },
  };
}

async function seed(workers: number) {
  const seen = new SeenStore();
  const progress: SeedProgress[] = [];
  const seeded = await seedTown(
    { settings: seen.settings, points: seen.points, readings: seen.readings, keys: seen.keyStore },
    { town, workers, onProgress: (one) => progress.push(one) },
  );
  return { seen, seeded, progress };
}

describe("seeding a town", () => {
  let seen: SeenStore;
  let seeded: SeededTown;
  let progress: readonly SeedProgress[];
  beforeAll(async () => {
    ({ seen, seeded, progress } = await seed(2));
  }, 60_000);

  it("writes every point with a meter, its key and its hourly history", () => {
    expect(seen.utility).toBe("Rundkøbing Forsyning");
    expect(seen.savedPoints).toHaveLength(130);
    const mounted = seen.savedSegments.filter(({ removedAtMs }) => removedAtMs === undefined);
    expect(new Set(mounted.map(({ pointId }) => pointId)).size).toBe(130);
    expect(new Set(seen.keys.map(({ meter }) => meter)).size).toBe(seen.savedSegments.length);
    const rows = [...seen.months.values()].reduce((sum, month) => sum + month.timesMs.length, 0);
    expect(rows).toBe(seeded.readings);
    expect(rows).toBeGreaterThan(130 * 90 * 24 * 0.95);
  });

  it("tells how far it is, up to the end", () => {
    const last = progress.at(-1);
    expect(last).toMatchObject({ pointsDone: 130, points: 130, readings: seeded.readings });
    expect(progress.map(({ pointsDone }) => pointsDone)).toEqual(
      progress.map(({ pointsDone }) => pointsDone).sort((a, b) => a - b),
    );
  });

  it("notes an exchanged meter's last values, not below those it last told, and the new one's first", () => {
    const gone = seen.savedSegments.filter(({ removedAtMs }) => removedAtMs !== undefined);
    expect(gone.length).toBeGreaterThan(0);
    for (const old of gone) {
      const fresh = seen.savedSegments.find((one) => one.pointId === old.pointId && one.meter !== old.meter);
      expect(fresh?.mountedAtMs).toBe(old.removedAtMs);
      const lastMonth = [...seen.months.values()].filter(({ meter }) => meter === old.meter).at(-1);
      const told = lastMonth?.registers.find(({ register }) => register === "V1");
      const noted = old.endValues.find(({ register }) => register === "V1");
      expect(noted?.value.exponent).toBe(told?.exponent);
      expect(Number(noted?.value.digits)).toBeGreaterThanOrEqual(told?.counts.at(-1) ?? 0);
      expect(Number(noted?.value.digits)).toBeLessThan((told?.counts.at(-1) ?? 0) + 1000);
      const start = fresh?.startValues.find(({ register }) => register === "V1");
      expect(start && Number(formatScaled(start.value))).toBeLessThan(0.1);
    }
  });

  it("writes the same bytes with one thread as with two", async () => {
    const alone = await seed(1);
    expect(new Map([...alone.seen.months].sort())).toEqual(new Map([...seen.months].sort()));
    expect(alone.seen.savedSegments).toEqual(seen.savedSegments);
    expect(alone.seeded.snapshot).toEqual(seeded.snapshot);
  });

  it("hands over plain JSON for the meters to live on from", () => {
    const { states } = seeded.snapshot;
    for (const { meter, removedAtMs } of seen.savedSegments) {
      expect(states[meter]?.hour).toBe(
        removedAtMs === undefined ? toHour : Math.floor(removedAtMs / HOUR_MS),
      );
    }
    expect(JSON.parse(JSON.stringify(seeded.snapshot))).toEqual(seeded.snapshot);
  });
});
