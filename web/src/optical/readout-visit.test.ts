import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { TextMeter, type TextMeterOptions } from "../../../shared/simulator/text-meter.ts";
import { HeadDatabase } from "../store/head-database.ts";
import type { HeadState } from "./head-session.ts";
import { visitOlderMeter } from "./readout-visit.ts";
import { type ReadoutLine, runReadout } from "./run-readout.ts";

const METER: TextMeterOptions = {
  speaks: "iec",
  number: "60000001",
  energyKwh: 12_345,
  volumeHundredths: 98_765,
};

/** A line that runs at one speed at a time: what the meter says at another one is noise to it. */
function lineTo(meter: TextMeter): ReadoutLine {
  let baud = 300;
  let waiting: (readonly [baud: number, bytes: Uint8Array])[] = [];
  return {
    setSpeed: async (next) => {
      baud = next;
      return true;
    },
    write: async (bytes) => {
      waiting = meter.take(bytes, baud).map((sound) => [sound.baud, sound.bytes]);
      return true;
    },
    listen: async () => {
      const [at, bytes] = waiting.shift() ?? [baud, undefined];
      return at === baud ? bytes : bytes?.map((byte) => byte ^ 0x55);
    },
    flush: () => undefined,
  };
}

let names = 0;

async function visit(meter: TextMeter, options: { readonly room?: boolean } = {}) {
  names += 1;
  const database = new HeadDatabase(`readout-${names}`);
  const [states, kept, read]: [HeadState[], Uint8Array[], string[]] = [[], [], []];
  const stop = new AbortController();
  const end = await visitOlderMeter(
    { pointId: "p1", serial: "60000001" },
    {
      database,
      nowMs: () => 1000,
      onState: (state) => states.push(state),
      keepAnswer: async (bytes) => {
        if (options.room === false) return false;
        kept.push(bytes);
        return true;
      },
      onRead: async ({ serial }) => {
        read.push(serial);
      },
      // The meter's and the talk's pauses are not waited for.
      run: (talk) => runReadout(withoutRest(talk), lineTo(meter), stop.signal),
    },
  );
  return { end, states, kept, read, shown: (await database.visits.get("p1"))?.registers ?? [] };
}

type Talk = Parameters<typeof runReadout>[0];
function* withoutRest(talk: Talk): Talk {
  let heard: Parameters<Talk["next"]>[0];
  for (;;) {
    const step = talk.next(heard);
    if (step.done) return step.value;
    heard = step.value.kind === "rest" ? undefined : yield step.value;
  }
}

describe("a visit to an older meter", () => {
  it("reads one that speaks IEC 62056-21, with the older check too, and keeps its answer first", async () => {
    for (const hasSumCheck of [false, true]) {
      const { end, states, kept, read, shown } = await visit(new TextMeter({ ...METER, hasSumCheck }));
      expect(end).toEqual({ kind: "done" });
      expect(states).toEqual([{ kind: "identifying" }, { kind: "done" }]);
      expect([kept.length, read]).toEqual([1, ["60000001"]]);
      expect(shown).toEqual([
        { id: 60, text: "12.345", unit: "MWh" },
        { id: 68, text: "987.65", unit: "m³" },
        { id: 1004, text: "4711", unit: "h" },
      ]);
    }
  });

  it("reads one that answers /#1: awake, at its own speed, its counters as digits", async () => {
    const { end, kept, shown } = await visit(new TextMeter({ ...METER, speaks: "hash" }));
    expect(end).toEqual({ kind: "done" });
    expect(kept).toHaveLength(1);
    expect(shown.slice(0, 4)).toEqual([
      { id: 60, text: "12345", unit: "" },
      { id: 68, text: "98765", unit: "" },
      { id: 1004, text: "4711", unit: "h" },
      { id: 86, text: "73.12", unit: "°C" },
    ]);
  });

  it("names a meter that does not belong here, and keeps nothing of it", async () => {
    for (const speaks of ["iec", "hash"] as const) {
      const { end, kept, read } = await visit(new TextMeter({ ...METER, speaks, number: "60000002" }));
      expect(end).toEqual({ kind: "wrong-meter", found: "60000002" });
      expect([kept, read]).toEqual([[], []]);
    }
  });

  it("says why there is nothing: asleep, broken off, damaged twice, no room", async () => {
    const asleep = new TextMeter(METER);
    asleep.isAsleep = true;
    expect((await visit(asleep)).end).toMatchObject({ kind: "stopped", why: { kind: "no-answer" } });
    const damaged = new TextMeter(METER);
    damaged.damagesNext = true;
    // Once damaged is asked again.
    expect((await visit(damaged)).end).toEqual({ kind: "done" });
    const broken = new TextMeter({ ...METER, speaks: "hash" });
    broken.breaksNext = true;
    expect((await visit(broken)).end).toMatchObject({ kind: "stopped", why: { kind: "half-frame" } });
    const full = await visit(new TextMeter(METER), { room: false });
    expect(full.end).toEqual({ kind: "stopped", why: { kind: "storage-full" } });
    expect(full.read).toEqual([]);
  });
});
