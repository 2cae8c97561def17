import "fake-indexeddb/auto";
import Dexie from "dexie";
import { afterEach, expect, it, vi } from "vitest";
import { renewLog } from "./renew-log.ts";

const NAME = "rounds-scratch";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it("leaves nothing behind, and no more than once its megabytes where it is killed before it is done, however often", async () => {
  vi.stubGlobal("navigator", { storageBuckets: {} });
  const kill = vi.spyOn(indexedDB, "deleteDatabase").mockImplementation(() => {
    throw new Error("killed");
  });
  for (let n = 0; n < 3; n++) await expect(renewLog()).rejects.toThrow("killed");
  kill.mockRestore();
  const left = await new Dexie(NAME).open();
  const rows = await left.table("bytes").toArray();
  left.close();
  // More than the 4 MiB that Chromium gathers, and less than twice that.
  const bytes = rows.reduce((sum, value: Uint8Array) => sum + value.length, 0);
  expect([bytes > 4 * 1024 ** 2, bytes < 8 * 1024 ** 2]).toEqual([true, true]);
  await renewLog();
  expect(await Dexie.exists(NAME)).toBe(false);
});

it("writes nothing where the browser keeps no such log", async () => {
  vi.stubGlobal("navigator", {});
  const opened = vi.spyOn(indexedDB, "open");
  await renewLog();
  expect(opened).not.toHaveBeenCalled();
});
