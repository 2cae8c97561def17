import { describe, expect, it } from "vitest";
import type { Result } from "../../model/result.ts";
import { formatScaled } from "../../model/scaled.ts";
import { bytesOfU16, bytesOfU32, concatBytes } from "../bytes/cursor.ts";
import { KMP_TIMING, type KmpHeard, type KmpNoAnswer, type KmpStep, type KmpTalk } from "./kmp-exchange.ts";
import { decodeKmpFrame, encodeKmpFrame, type KmpFrame } from "./kmp-frame.ts";
import { identifyMeter, readLog, readRegisters, setMeterClock } from "./kmp-session.ts";

/** A meter behind a head: answers requests, may be asleep, noisy or away; counts the time it costs. */
interface Bench {
  readonly answer: (request: KmpFrame) => Uint8Array | undefined;
  readonly echo?: boolean;
}

/** What comes back over the line for a request, echo first, three bytes at a time. */
function lineOf(wireRequest: Uint8Array, request: KmpFrame, bench: Bench): Uint8Array[] {
  const wire = concatBytes(bench.echo === false ? [] : wireRequest, bench.answer(request) ?? []);
  return Array.from({ length: Math.ceil(wire.length / 3) }, (_, i) => wire.slice(3 * i, 3 * i + 3));
}

function run<T>(
  talk: KmpTalk<T>,
  bench: Bench,
): { result: Result<T, KmpNoAnswer>; sent: KmpFrame[]; elapsedMs: number } {
  const sent: KmpFrame[] = [];
  let line: Uint8Array[] = [];
  let elapsedMs = 0;
  const doStep: { [Kind in KmpStep["kind"]]: (step: Extract<KmpStep, { kind: Kind }>) => KmpHeard } = {
    send: ({ bytes }) => {
      const request = decodeKmpFrame(bytes);
      if (!request.ok) throw new Error("a request of ours does not decode");
      sent.push(request.value);
      line = lineOf(bytes, request.value, bench);
      return undefined;
    },
    rest: ({ ms }) => {
      elapsedMs += ms;
      return undefined;
    },
    listen: ({ silenceMs }) => {
      const bytes = line.shift();
      if (bytes) return { kind: "chunk", bytes };
      elapsedMs += silenceMs;
      return { kind: "silence" };
    },
  };
  let step = talk.next();
  while (!step.done) step = talk.next(doStep[step.value.kind](step.value as never));
  return { result: step.value, sent, elapsedMs };
}

const be16 = (n: number) => [...bytesOfU16(n)].reverse();
const be32 = (n: number) => [...bytesOfU32(n)].reverse();
const reply = (request: KmpFrame, ...data: readonly number[]) =>
  encodeKmpFrame({
    direction: "from-meter",
    address: request.address,
    cid: request.cid,
    data: Uint8Array.from(data),
  });

const supported = new Map([60, 68, 74, 80, 86, 87, 99].map((id) => [id, id * 100]));

function meter(request: KmpFrame): Uint8Array | undefined {
  const { cid, data } = request;
  if (cid === 0x01) return reply(request, 0, 4, 6, 1);
  if (cid === 0x02) return reply(request, ...be32(90000001));
  if (cid === 0x09) return Uint8Array.of(0x06);
  if (cid !== 0x10) return undefined;
  const ids = Array.from(
    { length: data[0] ?? 0 },
    (_, i) => (data[1 + 2 * i] ?? 0) * 256 + (data[2 + 2 * i] ?? 0),
  );
  return reply(
    request,
    ...ids.flatMap((id) =>
      supported.has(id) ? [...be16(id), 0x02, 4, 0x42, ...be32(supported.get(id) ?? 0)] : [],
    ),
  );
}

/** A day log of 50 rows with ids 1–50; the count register of row n is n. */
function logger(request: KmpFrame): Uint8Array | undefined {
  const [, sub, log = 0] = [0, ...request.data];
  const bytes = request.data;
  const word = (at: number) => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  const firstId = sub === 0x07 ? 50 - word(2) : word(2) * 65536 + word(4);
  const wanted = sub === 0x07 ? word(4) : word(6);
  const count = Math.min(wanted, firstId);
  const info = firstId - count === 0 ? 0x40 : 0;
  const rows = Array.from({ length: count }, (_, i) => [
    ...(i === 0 ? [0, 60, 2, 4, 0] : []),
    ...be32(firstId - i),
  ]);
  return reply(
    request,
    sub ?? 0,
    log,
    ...be16(count),
    1,
    ...be32(firstId),
    ...be32(50),
    ...be16(info),
    ...rows.flat(),
  );
}

describe("a talk with a meter", () => {
  it("asks who it is", () => {
    const { result } = run(identifyMeter(), { answer: meter });
    expect(result).toEqual({ ok: true, value: { type: 4, softwareRevision: "F1", serial: "90000001" } });
  });

  it("reads registers eight at a time and says which the meter does not have", () => {
    const { result, sent } = run(readRegisters([60, 63, 68, 74, 80, 86, 87, 99, 97, 110]), { answer: meter });
    expect(sent.map((request) => request.data[0])).toEqual([8, 2]);
    expect(result.ok && result.value.values.map((value) => value.id)).toEqual([60, 68, 74, 80, 86, 87, 99]);
    expect(result).toMatchObject({ value: { unsupported: [63, 97, 110], failed: [] } });
  });

  it("splits a group around the one register that garbles the answer", () => {
    const garbled = (request: KmpFrame) => {
      const wire = meter(request);
      const ids = Array.from({ length: request.data[0] ?? 0 }, (_, i) => request.data[2 + 2 * i]);
      return ids.includes(74) && wire ? wire.map((byte, i) => (i === 4 ? byte ^ 0x01 : byte)) : wire;
    };
    const { result } = run(readRegisters([60, 68, 74, 80]), { answer: garbled });
    expect(result.ok && result.value.values.map((value) => value.id)).toEqual([60, 68, 80]);
    expect(result).toMatchObject({ value: { failed: [74] } });
  });

  it("a sleeping meter costs three tries, then the advice to press its button", () => {
    const { result, sent, elapsedMs } = run(readRegisters([60]), { answer: () => undefined });
    expect(sent).toHaveLength(3);
    expect(elapsedMs).toBe(3 * KMP_TIMING.firstByteMs + 2 * KMP_TIMING.restMs);
    expect(result).toEqual({ ok: false, error: { kind: "no-answer", advice: "press-button", attempts: 3 } });
  });

  it("without its own echo the head is not connected", () => {
    const { result } = run(readRegisters([60]), { answer: () => undefined, echo: false });
    expect(result).toMatchObject({ error: { kind: "no-echo", advice: "connect-head" } });
  });

  it("a head that does not echo still reads", () => {
    expect(run(readRegisters([60]), { answer: meter, echo: false }).result.ok).toBe(true);
  });

  it("an answer cut in half is told from silence", () => {
    const { result } = run(readRegisters([60]), { answer: (request) => meter(request)?.slice(0, 7) });
    expect(result).toMatchObject({ error: { kind: "half-frame", advice: "hold-still" } });
  });

  it("reads a log from the newest row back", () => {
    const { result } = run(readLog({ log: "day", registers: [60], wanted: 45 }), { answer: logger });
    expect(result.ok && result.value.isComplete).toBe(true);
    const ids = result.ok ? result.value.rows.map((row) => row.id) : [];
    expect(ids).toEqual(Array.from({ length: 45 }, (_, i) => 50 - i));
    const counts = result.ok
      ? result.value.rows.map(({ values: [v] }) => v?.value.kind === "number" && formatScaled(v.value.number))
      : [];
    expect(counts).toEqual(ids.map(String));
  });

  it("ends at the oldest row the meter keeps", () => {
    const { result } = run(readLog({ log: "day", registers: [60], wanted: 460 }), { answer: logger });
    expect(result.ok && [result.value.rows.length, result.value.isComplete]).toEqual([50, false]);
  });

  it("a head taken away in the middle keeps what was read and goes on from there", () => {
    let answers = 0;
    const pulled = (request: KmpFrame) => (answers++ < 1 ? logger(request) : undefined);
    const first = run(readLog({ log: "day", registers: [60], wanted: 50 }), { answer: pulled }).result;
    expect(first).toMatchObject({ ok: true, value: { isComplete: false, resumeFromId: 30 } });
    const fromId = first.ok ? (first.value.resumeFromId ?? 0) : 0;
    const rest = run(readLog({ log: "day", registers: [60], wanted: 30, fromId }), { answer: logger }).result;
    const all = [first, rest].flatMap((part) => (part.ok ? part.value.rows.map((row) => row.id) : []));
    expect(all).toEqual(Array.from({ length: 50 }, (_, i) => 50 - i));
  });

  it("asks for fewer rows when long answers break", () => {
    const noisy = (request: KmpFrame) => {
      const wire = logger(request);
      return wire && wire.length > 60 ? wire.slice(0, 50) : wire;
    };
    const { result, sent } = run(readLog({ log: "day", registers: [60], wanted: 12 }), { answer: noisy });
    expect(result.ok && result.value.rows).toHaveLength(12);
    expect(sent.length).toBeGreaterThan(3);
  });

  it("sets the clock and knows that the meter took it", () => {
    const at = { year: 2026, month: 11, day: 23, hour: 8, minute: 15, second: 30 };
    expect(run(setMeterClock(at), { answer: meter }).result).toEqual({ ok: true, value: true });
  });
});
