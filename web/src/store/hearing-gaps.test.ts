import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { HearingGaps } from "./hearing-gaps.ts";
import { LocalDatabase } from "./local-database.ts";

const LOST = { fromMs: 1000, toMs: 2000, reason: "storage-full", frames: 40 } as const;

it("announces what was lost for want of room, also where there is none left to note it", async () => {
  const database = new LocalDatabase("gaps-full");
  const gaps = new HearingGaps(database);
  const full = new DOMException("full", "QuotaExceededError");
  Object.assign(database.gaps, { add: () => Promise.reject(full) });
  await gaps.add(LOST).catch(() => undefined);
  expect(gaps.all).toMatchObject([LOST]);
  database.close();
});

it("announces it after a restart where it was noted", async () => {
  const database = new LocalDatabase("gaps-kept");
  const { id } = await new HearingGaps(database).add({ ...LOST, reason: "clock-or-sleep" });
  const next = new HearingGaps(database);
  await next.load();
  await next.settle(id, "clock");
  expect(next.all).toEqual([{ ...LOST, id, reason: "clock" }]);
  expect(await database.gaps.toArray()).toEqual(next.all);
  database.close();
});
