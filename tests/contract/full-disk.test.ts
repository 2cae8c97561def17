import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WireHealth } from "../../shared/model/wire.ts";
import { batchWritten, hearingWritten } from "../support/killed-writer.ts";
import { startHere } from "../support/start-here.ts";
import { mountTinyDisk } from "../support/tiny-disk.ts";

/** Works until it is refused; gives how many times it was not, and the refusal. */
async function untilRefused(
  work: (n: number) => Promise<unknown>,
): Promise<{ done: number; refusal: unknown }> {
  for (let n = 1; ; n++) {
    try {
      await work(n);
    } catch (refusal) {
      return { done: n - 1, refusal };
    }
  }
}

/** A full disk with room that can be made: `free` does. */
async function onTinyDisk(
  kilobytes: number,
  work: (disk: string, free: () => void) => Promise<void>,
): Promise<boolean> {
  const disk = mountTinyDisk(kilobytes);
  if (!disk) return false;
  const ballast = join(disk.path, "ballast");
  writeFileSync(ballast, new Uint8Array(kilobytes * 512));
  try {
    await work(disk.path, () => rmSync(ballast));
  } finally {
    disk.unmount();
  }
  return true;
}

const NEEDS_ROOT = "mounting a small disk needs root on Linux";

describe("a full disk", () => {
  it("makes the journal refuse, lose nothing it acknowledged, and go on when there is room", async ({
    skip,
  }) => {
    const isTried = await onTinyDisk(256, async (disk, free) => {
      const opened = await openJournal(join(disk, "journal"));
      if (!opened.ok) throw new Error(opened.error.kind);
      const { done, refusal } = await untilRefused((n) => opened.value.append([hearingWritten(n)]));
      expect(refusal).toMatchObject({ code: "storage.disk-full" });
      expect(opened.value.lastSeq()).toBe(done);
      free();
      await opened.value.append([hearingWritten(done + 1)]);
      await opened.value.close();
      const again = await openJournal(join(disk, "journal"));
      if (!again.ok) throw new Error(again.error.kind);
      expect((await again.value.after(0, 1e6)).map(({ seq }) => seq)).toEqual(
        Array.from({ length: done + 1 }, (_, index) => index + 1),
      );
      await again.value.close();
    });
    if (!isTried) skip(NEEDS_ROOT);
  });

  it("stops thinning where it is: each month stays whole or is thinned, and it goes on when there is room", async ({
    skip,
  }) => {
    const isTried = await onTinyDisk(8192, async (disk, free) => {
      const opened = await openUtilityStore({
        ...{ dataFolder: disk, utility: "town", masterKey: new Uint8Array(32) },
        foldLimits: { readings: 100_000, bytes: 1 << 30 },
      });
      if (!opened.ok) throw new Error(opened.error.kind);
      const { readings, upkeep } = opened.value;
      const [fromMs, meters] = [Date.UTC(2024, 2, 1), 300];
      const meterOf = (n: number) => `KAM-${`${n}`.padStart(8, "0")}-34-04` as MeterKey;
      // 1,000 an hour, give or take, so that blocks take room.
      const values = (n: number) => [
        {
          register: "E1" as const,
          unit: "kWh" as const,
          value: { digits: n * 1_000 + ((n * n * 7_919) % 997), exponent: 0 },
        },
      ];
      const hours = (meter: number) =>
        Array.from({ length: 100 }, (_, n) => ({
          ...{
            meter: meterOf(meter),
            atMs: fromMs + n * 3_600_000,
            status: [],
            marks: [],
            values: values(n),
          },
          ...{ source: "import" as const, receiver: "file" },
        }));
      await readings.importMonths(Array.from({ length: meters }, (_, n) => toMonthColumns(hours(n))).flat());
      await untilRefused((n) => readings.commit(batchWritten(n)));
      const stored = await readings.count();
      const rows = async () => {
        const all = Array.from({ length: meters }, (_, n) => readings.columns(meterOf(n), fromMs, 8e15));
        return (await Promise.all(all)).flat().map(({ timesMs }) => timesMs.length);
      };
      const dayStartsMs = Array.from({ length: 31 }, (_, day) => fromMs + day * 86_400_000);
      const step = { atMs: fromMs, dayStartsMs, held: [] };
      await expect(upkeep.retain(step)).rejects.toMatchObject({ code: "storage.disk-full" });
      expect(await rows()).toEqual(Array.from({ length: meters }, () => 100));
      expect(await readings.count()).toBe(stored);
      free();
      for (let from: number | undefined = 0; from !== undefined; )
        from = (await upkeep.retain({ ...step, from })).next;
      // Hours 0, 24, 48, 72 and 96 begin days; 1 is the second, and 98 and 99 are the last two.
      expect(await rows()).toEqual(Array.from({ length: meters }, () => 8));
      expect(await readings.count()).toBe(stored - meters * 92);
      expect((await upkeep.check()).problems).toEqual([]);
      await opened.value.close();
    });
    if (!isTried) skip(NEEDS_ROOT);
  });

  it("makes the store refuse, answer what it has, and go on when there is room", async ({ skip }) => {
    const isTried = await onTinyDisk(2048, async (disk, free) => {
      const opened = await openUtilityStore({
        dataFolder: disk,
        utility: "town",
        masterKey: new Uint8Array(32),
        foldLimits: { readings: 500, bytes: 1 << 30 },
      });
      if (!opened.ok) throw new Error(opened.error.kind);
      const { readings, settings, upkeep } = opened.value;
      const { done, refusal } = await untilRefused((n) => readings.commit(batchWritten(n)));
      expect(refusal).toMatchObject({ code: "storage.disk-full" });
      await expect(readings.commit(batchWritten(done + 1))).rejects.toMatchObject({
        code: "storage.disk-full",
      });
      // A few bytes may still find room: then they are there, else nothing of them is.
      const before = await settings.utility();
      const town = { name: "Town", timeZone: "UTC" };
      const other = await settings.saveUtility(town).catch((error: unknown) => error);
      if (other !== undefined) expect(other).toMatchObject({ code: "storage.disk-full" });
      expect(await settings.utility()).toEqual(other === undefined ? town : before);
      expect(await readings.decodedSeq()).toBe(done);
      expect(await readings.count()).toBe(done * 7);
      free();
      await readings.commit(batchWritten(done + 1));
      await upkeep.fold();
      expect(await readings.count()).toBe((done + 1) * 7);
      expect((await upkeep.check()).problems).toEqual([]);
      await opened.value.close();
    });
    if (!isTried) skip(NEEDS_ROOT);
  });

  it("is said by the server's health before it is full, and when it is", async ({ skip }) => {
    const isTried = await onTinyDisk(200 * 1024, async (disk) => {
      const server = await startHere(disk);
      const health = async () =>
        (await fetch(`http://127.0.0.1:${server.port}/health`)).json() as Promise<WireHealth>;
      // Of 200 MiB the ballast takes half: less than a gibibyte is free, more than 32 MiB.
      expect(await health()).toMatchObject({ status: "degraded", problems: ["disk-low"] });
      writeFileSync(join(disk, "more"), new Uint8Array(80 * 1024 * 1024));
      expect(await health()).toMatchObject({ status: "degraded", problems: ["disk-full"] });
      await server.close();
    });
    if (!isTried) skip(NEEDS_ROOT);
  });
});
