import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { decodeHeadHearing } from "../../../shared/codecs/kmp/head-hearing.ts";
import { HEAD_BYTE_MS, type HeadFaults, OpticalHead } from "../../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../../shared/simulator/optical-meter.ts";
import { HeadDatabase, type HeadLog } from "../store/head-database.ts";
import { HeadSession, type HeadState } from "./head-session.ts";
import type { HeadLine } from "./run-talk.ts";

const CLOCK_MS = Date.UTC(2026, 10, 23, 8, 15, 30);
const SERIAL = "90000001";
let names = 0;
let database: HeadDatabase;
beforeEach(() => {
  names += 1;
  database = new HeadDatabase(`head-${names}`);
});

const meterOf = (serial = 90_000_001) => new OpticalMeter({ serial, clockMs: () => CLOCK_MS, info: 8 });

/** A line without waiting: what the head does not say at once is silence. */
function lineTo(head: OpticalHead, onRequest: () => void = () => undefined): HeadLine {
  let waiting: Uint8Array[] = [];
  return {
    async write(bytes) {
      onRequest();
      waiting = head.take(bytes).map((sound) => sound.bytes);
      return true;
    },
    listen: async () => waiting.shift(),
    flush: () => undefined,
  };
}

interface Visit {
  readonly states: HeadState[];
  readonly kept: Uint8Array[];
  readonly read: string[];
  run(
    line: HeadLine,
    options?: { logs?: readonly HeadLog[]; signal?: AbortSignal; room?: number },
  ): Promise<HeadState>;
}

function visit(): Visit {
  const [states, kept, read]: [HeadState[], Uint8Array[], string[]] = [[], [], []];
  return {
    states,
    kept,
    read,
    run: (line, { logs = ["day"] as const, signal = new AbortController().signal, room = 10_000 } = {}) =>
      new HeadSession(
        { pointId: "p1", serial: SERIAL, medium: "heat", logs, infoTable: undefined },
        {
          line,
          database,
          signal,
          nowMs: () => CLOCK_MS,
          onState: (state) => states.push(state),
          keepAnswer: async (bytes) => {
            if (kept.length >= room) return false;
            kept.push(bytes);
            return true;
          },
          onRead: async ({ serial }) => {
            read.push(serial);
          },
        },
      ).run(),
  };
}

const headOn = (meter: OpticalMeter | undefined, faults: HeadFaults = {}) => new OpticalHead(meter, faults);

describe("a visit with an optical head", () => {
  it("reads who the meter is, its registers and 460 days, and keeps every answer as it came", async () => {
    const one = visit();
    expect(await one.run(lineTo(headOn(meterOf())))).toEqual({ kind: "done" });
    expect(one.read).toEqual([SERIAL]);
    const rows = await database.rowsOf("p1", "day");
    expect(rows).toHaveLength(460);
    expect(rows.at(-1)).toMatchObject({ clock: "2026-11-23", values: [{ text: "2026-11-23" }, {}, {}] });
    const [first] = one.kept;
    const atOnce = first && decodeHeadHearing(first);
    // Nineteen registers are asked for in three groups; what the meter has of them is one moment.
    expect(atOnce?.ok && atOnce.value.registers.map(({ id }) => id)).toEqual([
      60, 68, 74, 80, 86, 87, 99, 97, 110, 89, 369, 1003, 1002, 1004,
    ]);
    const hearings = one.kept.map((bytes) => decodeHeadHearing(bytes));
    expect(hearings.every((hearing) => hearing.ok && hearing.value.serial === SERIAL)).toBe(true);
    const logged = hearings.flatMap((hearing) => (hearing.ok ? (hearing.value.log?.rows ?? []) : []));
    expect(logged.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse());
  });

  it("needs for a log at most 1.3 times what its values take at 1200 baud", async () => {
    const head = headOn(meterOf());
    await visit().run(lineTo(head), { logs: [] });
    const before = head.busyMs;
    await visit().run(lineTo(head));
    // 460 rows of a date and two counts, four bytes each, eleven bits a byte.
    const limitMs = 460 * 3 * 4 * HEAD_BYTE_MS;
    expect((head.busyMs - before) / limitMs).toBeLessThanOrEqual(1.3);
  });

  it("goes on where it was when the head is pulled in the middle, and asks for no row twice", async () => {
    const head = headOn(meterOf());
    const first = visit();
    let requests = 0;
    const pulled = await first.run(
      lineTo(head, () => {
        requests += 1;
        if (requests === 8) head.place(undefined);
      }),
    );
    expect(pulled).toMatchObject({ kind: "stopped", why: { kind: "no-answer", advice: "press-button" } });
    const half = (await database.rowsOf("p1", "day")).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(460);
    head.place(meterOf());
    const second = visit();
    expect(await second.run(lineTo(head))).toEqual({ kind: "done" });
    expect(second.read, "registers are not read again").toEqual([]);
    expect(await database.rowsOf("p1", "day")).toHaveLength(460);
    const rowsOf = (kept: readonly Uint8Array[]): readonly number[] =>
      kept.flatMap((bytes) => {
        const hearing = decodeHeadHearing(bytes);
        return hearing.ok ? (hearing.value.log?.rows.map(({ id }) => id) ?? []) : [];
      });
    expect([...rowsOf(first.kept), ...rowsOf(second.kept)]).toHaveLength(460);
  });

  it("stops at a meter that belongs elsewhere, and keeps nothing of it", async () => {
    const one = visit();
    expect(await one.run(lineTo(headOn(meterOf(90_000_002))))).toEqual({
      kind: "wrong-meter",
      found: "90000002",
    });
    expect(one.kept).toEqual([]);
    expect(await database.visits.count()).toBe(0);
  });

  it.each<readonly [why: string, head: () => OpticalHead, kind: string]>([
    ["a meter that sleeps", () => sleeping(), "no-answer"],
    ["a head that is not plugged in", () => headOn(undefined, { hasNoEcho: true }), "no-echo"],
    ["a head that moves", () => headOn(meterOf(), { damageEvery: 1 }), "wrong-checksum"],
  ])("says what is the matter with %s", async (_, head, kind) => {
    expect(await visit().run(lineTo(head()))).toMatchObject({ kind: "stopped", why: { kind } });
  });

  it("passes over a log that the meter does not keep, and reads the next", async () => {
    const meter = meterOf();
    const head = headOn(meter);
    const isOfLog = (bytes: Uint8Array, log: number): boolean => bytes[2] === 0xb8 && bytes[4] === log;
    const line = lineTo(head);
    const deaf: HeadLine = {
      ...line,
      // Hours are log 5: of such requests only the echo is heard.
      write: async (bytes) => {
        head.place(isOfLog(bytes, 5) ? undefined : meter);
        return line.write(bytes);
      },
    };
    expect(await visit().run(deaf, { logs: ["hour", "month"] })).toEqual({ kind: "done" });
    const logs = (await database.visits.get("p1"))?.logs;
    expect(logs?.find(({ log }) => log === "hour")).toMatchObject({ isMissing: true, rows: 0 });
    expect(await database.rowsOf("p1", "month")).toHaveLength(36);
  });

  it("reads on past every fifth answer that comes damaged", async () => {
    expect(await visit().run(lineTo(headOn(meterOf(), { damageEvery: 5 })))).toEqual({ kind: "done" });
    expect(await database.rowsOf("p1", "day")).toHaveLength(460);
  });

  it("ends when it is cancelled or the phone has no room, with what there is", async () => {
    const cancel = new AbortController();
    const line = lineTo(headOn(meterOf()), () => {
      if (cancel.signal.aborted) throw new Error("wrote after it was cancelled");
    });
    const one = visit();
    const stopping: HeadLine = {
      ...line,
      write: async (bytes) => {
        const isSent = await line.write(bytes);
        if (one.kept.length >= 3) cancel.abort();
        return isSent;
      },
    };
    expect(await one.run(stopping, { signal: cancel.signal })).toMatchObject({
      kind: "stopped",
      why: { kind: "cancelled" },
    });
    expect((await database.rowsOf("p1", "day")).length).toBeGreaterThan(0);
    const full = await visit().run(lineTo(headOn(meterOf())), { room: 1 });
    expect(full).toMatchObject({ kind: "stopped", why: { kind: "storage-full" } });
  });

  it("takes nothing for read that there was no room to keep, and reads it again", async () => {
    const first = visit();
    const full = await first.run(lineTo(headOn(meterOf())), { room: 0 });
    expect(full).toMatchObject({ kind: "stopped", why: { kind: "storage-full" } });
    expect(first.read).toEqual([]);
    expect((await database.visits.get("p1"))?.readAtMs).toBeUndefined();
    // Room for the registers, none for the log.
    const second = visit();
    await second.run(lineTo(headOn(meterOf())), { room: 1 });
    expect(second.read).toEqual([SERIAL]);
    expect(await database.rowsOf("p1", "day")).toEqual([]);
    const third = visit();
    expect(await third.run(lineTo(headOn(meterOf())))).toEqual({ kind: "done" });
    const hearings = third.kept.map((bytes) => decodeHeadHearing(bytes));
    const logged = hearings.flatMap((hearing) => (hearing.ok ? (hearing.value.log?.rows ?? []) : []));
    expect(logged).toHaveLength(460);
  });

  it("says how long it will still take, less and less", async () => {
    const one = visit();
    await one.run(lineTo(headOn(meterOf())), { logs: ["day", "month", "year", "info"] });
    const shares = one.states.flatMap((state) => (state.kind === "log" ? [state.done] : []));
    expect(shares[0]).toBe(0);
    expect(shares.every((share, n) => n === 0 || share > (shares[n - 1] ?? 1))).toBe(true);
    expect((await database.rowsOf("p1", "month")).length).toBe(36);
    // Meters of this kind began in 2015: no more years to tell of.
    expect((await database.rowsOf("p1", "year")).length).toBe(12);
  });
});

function sleeping(): OpticalHead {
  const head = headOn(meterOf());
  head.setAsleep(true);
  return head;
}
