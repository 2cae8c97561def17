import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** Tabs and workers of one browser: each has the module for itself, and they share the locks. */
const opensIn = async (place: string): Promise<void> => {
  vi.resetModules();
  const { renewOnce } = await import("./renew-once.ts");
  renewOnce();
  renewOnce();
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(asked.at(-1)).toBe(place));
};
let now = "";
let asked: string[] = [];
let renewed: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  [asked, renewed] = [[], []];
  let isHeld = false;
  const locks = {
    async request(_: string, __: object, then: (lock: object | null) => Promise<unknown>): Promise<void> {
      asked.push(now);
      if (isHeld) return void (await then(null));
      isHeld = true;
      await then({}).finally(() => {
        isHeld = false;
      });
    },
  };
  vi.stubGlobal("navigator", { locks });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock("./renew-log.ts");
  vi.useRealTimers();
});

const renewing = (outcome: () => Promise<void>): void => {
  vi.doMock("./renew-log.ts", () => ({
    renewLog: () => {
      renewed.push(now);
      return outcome();
    },
  }));
};

it("is done once for all tabs and workers, however many databases each opens", async () => {
  renewing(async () => undefined);
  for (now of ["list", "rooms", "readings"]) await opensIn(now);
  expect(renewed).toEqual(["list"]);
  expect(asked).toEqual(["list", "rooms", "readings"]);
});

it("is done by the next one where the first could not", async () => {
  renewing(() => Promise.reject(new Error("full")));
  for (now of ["list", "rooms"]) await opensIn(now);
  expect(renewed).toEqual(["list", "rooms"]);
});
