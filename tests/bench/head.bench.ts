import { readLog } from "../../shared/codecs/kmp/kmp-session.ts";
import { HEAD_BYTE_MS, OpticalHead, talkThrough } from "../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import type { Bench } from "./figure.ts";

/**
 * How long 460 daily values (date, energy, volume) take through an optical head at 1200 baud: the bytes on the
 * line, the meter's thinking and the requests between, as a phone asks for them. The reference is the bare values
 * at that speed.
 */
const ROWS = 460;
const REGISTERS = [1003, 60, 68];
const BYTES_PER_VALUE = 4;
/** A phone begins with few rows and asks for more after each answer that came whole. */
const FIRST_ROWS = 20;
const MOST_ROWS = 80;

function readAll(head: OpticalHead): number {
  let rows = 0;
  let next: { readonly fromId?: number } = {};
  for (let size = FIRST_ROWS; rows < ROWS; size = Math.min(size * 2, MOST_ROWS)) {
    const wanted = Math.min(size, ROWS - rows);
    const wish = { log: "day", registers: REGISTERS, wanted, rowsAtOnce: size, ...next } as const;
    const part = talkThrough(readLog(wish), head);
    if (!part.ok) throw new Error(part.error.kind);
    rows += part.value.rows.length;
    next = { fromId: (part.value.rows.at(-1)?.id ?? 0) - 1 };
  }
  return rows;
}

export const bench: Bench = {
  measure(print) {
    const head = new OpticalHead(
      new OpticalMeter({ serial: 90_000_001, clockMs: () => Date.UTC(2026, 10, 23) }),
    );
    if (readAll(head) !== ROWS) throw new Error("rows are missing");
    const limitS = (ROWS * REGISTERS.length * BYTES_PER_VALUE * HEAD_BYTE_MS) / 1000;
    const tookS = head.busyMs / 1000;
    print({
      name: "head.daily_log",
      value: Math.round(tookS * 10) / 10,
      unit: "s",
      reference: Math.round(limitS * 10) / 10,
      ratio: Math.round((tookS / limitS) * 1000) / 1000,
    });
  },
};
