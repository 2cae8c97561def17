import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { formatScaled } from "../../model/scaled.ts";
import { formatHex, parseHex } from "../bytes/hex.ts";
import { decodeKmpAnswer } from "./kmp-answer.ts";
import { decodeKmpFrame, encodeKmpFrame, type KmpFrame } from "./kmp-frame.ts";
import { decodeKmpLog, decodeOldKmpLog } from "./kmp-log.ts";
import type { KmpValue } from "./kmp-number.ts";
import {
  getLogConfigurationRequest,
  getLogFromIdRequest,
  getLogFromOffsetRequest,
  getOldLogRequest,
  getRegisterRequest,
  getSerialRequest,
  getTypeRequest,
  putRegisterRequest,
  setClockRequest,
} from "./kmp-request.ts";
import { KMP_STREAM_START, splitKmpStream } from "./kmp-stream.ts";

function bytes(text: string): Uint8Array {
  const parsed = parseHex(text);
  if (!parsed.ok) throw new Error(parsed.error.kind);
  return parsed.value;
}

function frameOf(text: string): KmpFrame {
  const frame = decodeKmpFrame(bytes(text));
  if (!frame.ok) throw new Error(JSON.stringify(frame.error));
  return frame.value;
}

const shown = ({ value, unit }: KmpValue): string => {
  if (value.kind === "number") return `${formatScaled(value.number)} ${unit}`.trim();
  return value.kind === "date" || value.kind === "text" ? value.text : value.kind;
};

function registersOf(text: string): Readonly<Record<number, string>> {
  const answer = decodeKmpAnswer(frameOf(text));
  if (!answer.ok || answer.value.kind !== "registers") throw new Error("not registers");
  return Object.fromEntries(answer.value.registers.map((register) => [register.id, shown(register)]));
}

describe("KMP requests", () => {
  const wire = (frame: KmpFrame) => formatHex(encodeKmpFrame(frame));

  it("are the published frames, CRC and stuffing included", () => {
    expect(wire(getTypeRequest())).toBe(vectors["kmp.getType.req"]);
    expect(wire(getSerialRequest())).toBe(vectors["kmp.getSerial.req"]);
    expect(wire(getRegisterRequest([60]))).toBe(vectors["kmp.getReg60.req"]);
    expect(wire(getRegisterRequest([60, 68, 80, 86, 87, 89, 74, 99]))).toBe(vectors["kmp.getReg8.req"]);
    expect(wire(getRegisterRequest([128]))).toBe("803F1001001B7FD4080D");
    const clock = { year: 2026, month: 11, day: 23, hour: 8, minute: 15, second: 30 };
    expect(wire(setClockRequest(clock))).toBe(vectors["kmp.setClock 2026-11-23 08:15:30 req"]);
    const hours = { password: 0, register: 1004, unitCode: 0x2e, length: 4, count: 0 };
    expect(wire(putRegisterRequest(hours))).toBe(
      vectors["kmp.putReg example (password 0000, reg 1004 hours=0?)"],
    );
    expect(wire(getLogConfigurationRequest("year"))).toBe("803FB8050270EE0D");
    expect(wire(getLogFromIdRequest({ log: "year", logId: 2, rows: 2, registers: [1003] }))).toBe(
      "803FB81BF90200000002000201" + "03EB75070D",
    );
    expect(wire(getLogFromOffsetRequest({ log: "day", offset: 0, rows: 10, registers: [60, 68] }))).toBe(
      vectors["kmp.b8 day logger, reg 60+68, offset 0, 10 rows req"],
    );
    const old = { logId: 1, registers: [60, 68], rows: 3, maxLength: 128, recordId: 0x10f3 };
    expect(wire(getOldLogRequest(old))).toBe(
      vectors["kmp.a2 getLogIdPresent LID1 E1,V1 3 rec MaxL 128 RecID 10F3"],
    );
  });
});

describe("KMP answers", () => {
  it("say type, revision and serial number", () => {
    expect(decodeKmpAnswer(frameOf("403F010004" + "1BF90126990D"))).toEqual({
      ok: true,
      value: { kind: "type", type: 4, softwareRevision: "F1" },
    });
    expect(decodeKmpAnswer(frameOf(vectors["kmp.getSerial.resp"]))).toEqual({
      ok: true,
      value: { kind: "serial", serial: "90000001" },
    });
  });

  it("carry exact values with their units", () => {
    expect(registersOf(vectors["kmp.getReg60.resp 12.345 MWh"])).toEqual({ 60: "12.345 MWh" });
    const eight =
      vectors[
        "kmp.getReg8.resp E1 12.345 MWh,V1 987.65 m3,P 12.3 kW,t1 73.12,t2 41.20,dt 31.92 K,flow 330 l/h,info 0"
      ];
    expect(registersOf(eight)).toEqual({
      60: "12.345 MWh",
      68: "987.65 m³",
      80: "12.3 kW",
      86: "73.12 °C",
      87: "41.20 °C",
      89: "31.92 K",
      74: "330 l/h",
      99: "0",
    });
    expect(registersOf(vectors["kmp.neg number -1.28 K (stuffing in mantissa 0x80)"])).toEqual({
      89: "-1.28 K",
    });
    expect(registersOf("403F1003EA2F040000030E33B2320D")).toEqual({ 1002: "20:02:43" });
  });

  it("a value cut off is an error with its place", () => {
    const frame = { ...frameOf(vectors["kmp.getReg60.resp 12.345 MWh"]) };
    expect(decodeKmpAnswer({ ...frame, data: frame.data.slice(0, -1) })).toMatchObject({
      ok: false,
      error: { kind: "truncated", layer: "kmp", offset: 0, expected: 9, actual: 8 },
    });
  });
});

describe("KMP logs", () => {
  it("a year log's rows, newest first", () => {
    const answer = decodeKmpLog(
      frameOf("403FB81BF9020002010000000200000002" + "00C003EB3004000003F8050003D0F5AA3A0D").data,
    );
    expect(answer).toMatchObject({
      ok: true,
      value: { log: 2, newestId: 2, info: ["oldest-included", "newest-included"] },
    });
    expect(answer.ok && answer.value.rows.map((row) => [row.id, row.values.map(shown)])).toEqual([
      [2, ["2026-01-01"]],
      [1, ["2025-01-01"]],
    ]);
  });

  it("a day log with clock, date and date-time in every row", () => {
    const wire =
      "403FB81BF90400030300" +
      "0000BC000002850" +
      "01BBF03EA2F04000000000403EB3004000003AE4F015C4F070000180C1F000004" +
      "000000040003AE4E00180C1E000004000000040003AE4D00180C1D000004F22D0D";
    const answer = decodeKmpLog(frameOf(wire).data);
    expect(answer.ok && answer.value.rows.map((row) => [row.id, ...row.values.map(shown)])).toEqual([
      [188, "00:00:04", "2024-12-31", "2024-12-31T00:00:04"],
      [187, "00:00:04", "2024-12-30", "2024-12-30T00:00:04"],
      [186, "00:00:04", "2024-12-29", "2024-12-29T00:00:04"],
    ]);
  });

  it("an old logger's rows take their formats from the first", () => {
    // log 1, one register: record 5: E1 = 12.345 MWh, record 6: 12.400; last read 6, newest 9, info 10
    const data = bytes(
      "0101" + "0005" + "003C030443" + "00003039" + "0006" + "00003070" + "0006" + "0009" + "10",
    );
    const answer = decodeOldKmpLog(data);
    expect(answer).toMatchObject({ ok: true, value: { log: 1, newestId: 9, info: ["oldest-included"] } });
    expect(answer.ok && answer.value.rows.map((row) => [row.id, ...row.values.map(shown)])).toEqual([
      [5, "12.345 MWh"],
      [6, "12.400 MWh"],
    ]);
  });

  it("any bytes give rows or an error, never an exception", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        decodeKmpLog(data);
        decodeOldKmpLog(data);
        decodeKmpFrame(data);
        for (const cid of [1, 2, 0x10, 0xb8])
          decodeKmpAnswer({ direction: "from-meter", address: 0x3f, cid, data });
      }),
    );
  });
});

const anyFrame = fc.record({
  direction: fc.constantFrom("to-meter" as const, "from-meter" as const),
  address: fc.integer({ min: 0, max: 255 }),
  cid: fc.integer({ min: 0, max: 255 }),
  data: fc.uint8Array({ maxLength: 80 }),
});

describe("KMP frames", () => {
  it("decode(encode(frame)) is the frame", () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        expect(decodeKmpFrame(encodeKmpFrame(frame))).toEqual({ ok: true, value: frame });
      }),
    );
  });

  it("a flipped bit never passes", () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(), (frame, place) => {
        const wire = encodeKmpFrame(frame);
        const at = place % (wire.length * 8);
        wire[at >> 3] = (wire[at >> 3] ?? 0) ^ (1 << (at & 7));
        const read = decodeKmpFrame(wire);
        const isOtherDirection = at >> 3 === 0 && read.ok;
        if (!isOtherDirection) expect(read.ok).toBe(false);
      }),
    );
  });

  it("any chunking of a stream gives the same frames; noise between them is counted", () => {
    const noise = fc
      .uint8Array({ maxLength: 5 })
      .map((n) => n.filter((byte) => ![0x80, 0x40, 0x06].includes(byte)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyFrame, noise), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 20 })),
        (parts, cuts) => {
          const frames = parts.map(([frame]) => encodeKmpFrame(frame));
          const wire = Uint8Array.from(parts.flatMap(([, n], i) => [...n, ...(frames[i] ?? [])]));
          let state = KMP_STREAM_START;
          const found: Uint8Array[] = [];
          let junk = 0;
          for (let at = 0, cut = 0; at < wire.length; cut++) {
            const length = cuts[cut % Math.max(1, cuts.length)] ?? 7;
            const step = splitKmpStream(state, wire.slice(at, at + length));
            state = step.state;
            found.push(...step.frames);
            junk += step.junk;
            at += length;
          }
          expect(found).toEqual(frames);
          expect(junk).toBe(parts.reduce((sum, [, n]) => sum + n.length, 0));
        },
      ),
    );
  });

  it("goes on after a frame that broke off and after a wrong checksum", () => {
    const good = encodeKmpFrame(getTypeRequest());
    const step = splitKmpStream(
      KMP_STREAM_START,
      Uint8Array.of(0x40, 0x3f, 0x10, ...good, 0x40, 0x3f, 1, 2, 3, 0x0d, 0x06),
    );
    expect(step.frames).toHaveLength(3);
    expect(step.junk).toBe(3);
    expect(step.frames.map((frame) => decodeKmpFrame(frame).ok)).toEqual([true, false, false]);
  });
});
