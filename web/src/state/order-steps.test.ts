import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { OrderHere } from "../intake-protocol.ts";
import type { OrderDriver } from "../optical/order-driver.ts";
import { createSteps, type OrderWork, type StepParts } from "./order-steps.ts";

const order = {
  ...{
    id: "o1",
    meter: "KAM-60000001-34-04",
    pointId: "p1",
    wish: { kind: "log-reading", log: "day", rows: 5 },
  },
} as unknown as OrderHere;
const look = { serial: "60000001", firmware: "F1", now: [], isAlready: false } as never;

it("a log that was ordered is asked of the meter by radio when it listens, for as long as nobody stops just that", async () => {
  const asked: AbortSignal[] = [];
  const written: Uint8Array[] = [];
  const driver: OrderDriver = {
    ...{ way: "radio", link: "kmp-radio" },
    line: {
      write: async (bytes) => written.push(bytes) > 0,
      listen: async () => undefined,
      flush: () => undefined,
    },
    ready: async (signal) => {
      asked.push(signal);
      return signal.aborted ? "cancelled" : undefined;
    },
    stopOf: (failure) => failure,
  };
  const parts = {
    ...{ field: { ask: async () => undefined }, place: { pointId: () => "p1", roundId: () => "r1" } },
    ...{ card: () => undefined, driver: () => driver, timeZone: () => "Europe/Copenhagen" },
  } as unknown as StepParts;
  const shown: OrderWork[] = [];
  const steps = createSteps(parts, { note: async () => undefined, setWork: (work) => shown.push(work) });
  const stop = new AbortController();
  stop.abort();
  // The look had a signal of its own, and is over: that one stops nothing any more.
  expect(await steps.carryOut(order, look, stop.signal)).toEqual({
    ...{ kind: "stopped", why: "cancelled", isTouched: false },
  });
  expect(asked).toEqual([stop.signal]);
  expect(written).toEqual([]);
  expect(shown[0]).toEqual({ kind: "waiting" });
});

it("only an order for the clock asks for the utility's zone", async () => {
  let asked = 0;
  const driver = {
    ...{ way: "head", link: "kmp", stopOf: (failure: string) => failure },
    ready: async () => {
      asked += 1;
      return "cancelled";
    },
  };
  const parts = { driver: () => driver, timeZone: () => undefined } as unknown as StepParts;
  const steps = createSteps(parts, { note: async () => undefined, setWork: () => undefined });
  const stopOf = async (wish: object) => {
    const done = await steps.carryOut({ ...order, wish } as OrderHere, look, new AbortController().signal);
    return done.kind === "stopped" ? done.why : done.kind;
  };
  // The meter is asked, and does not answer this time.
  expect(await stopOf({ kind: "logging-interval", minutes: 15 })).toBe("cancelled");
  expect(asked).toBe(1);
  expect(await stopOf({ kind: "clock", time: "standard" })).toBe("zone-unknown");
  expect(asked).toBe(1);
});
