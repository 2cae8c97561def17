import type { StreamingApi } from "hono/utils/stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ToldLines } from "./told-lines.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const LINE = { kind: "progress", done: 1, total: 2 } as const;

/** Lines to somebody who takes the first and none of those behind it. */
function tell(isStillAllowed: () => Promise<boolean>) {
  let taken = 0;
  const out = {
    aborted: false,
    write: () => (++taken === 1 ? Promise.resolve() : new Promise(() => undefined)),
    abort: () => {
      out.aborted = true;
    },
  };
  return new ToldLines(out as unknown as StreamingApi, { isStillAllowed, nowMs: Date.now });
}

it("waits for who may have them and takes them on, and for nobody who has taken nothing for ten minutes", async () => {
  const lines = tell(async () => true);
  await lines.send(LINE);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(lines.isOver).toBe(false);
  void lines.send(LINE);
  await vi.advanceTimersByTimeAsync(599_000);
  expect(lines.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lines.isOver).toBe(true);
  lines.end();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ["may not have them any more", async () => false],
  ["is not known to be allowed them", () => Promise.reject(new Error("the store is shut"))],
])("hangs up within a second on who %s", async (_, isStillAllowed) => {
  const lines = tell(isStillAllowed);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lines.isOver).toBe(true);
  lines.end();
});
