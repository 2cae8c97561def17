import type { MeterKey } from "../model/meter-id.ts";
import { MARKS } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import { MODULI } from "../model/register-digits.ts";
import type { WireEvent } from "../model/wire.ts";

const EDITED = 1 << MARKS.indexOf("edited");
/** The mark's bit in a month's columns. */
export const ESTIMATED = 1 << MARKS.indexOf("estimated");

/** As near as a reading has to lie to an hour's end to be its measured value. */
export const ON_THE_SPOT_MS = 2 * 60_000;

/** A reading in the line's own counts; `scale` is what one count of its meter is in them. */
export interface Row {
  readonly atMs: number;
  readonly count: number;
  readonly scale: number;
}

/** How far below and above what was reckoned the register may have stood, in counts. */
export interface Spread {
  readonly below: number;
  readonly above: number;
}

/**
 * Whether a count that falls from `last` to `count` did so because the register ran past its last digit. `scales`: what
 * one count of either is in those they are given in; a meter ends at its own digits, not at those of what was typed finer.
 */
export const isRollover = (last: number, count: number, scales: readonly number[] = [1]): boolean =>
  rolloverStep(last, count, scales) !== undefined;

/** A register just short of its modulus that starts again near zero has rolled over. */
function rolloverStep(last: number, count: number, scales: readonly number[]): number | undefined {
  for (const scale of scales) {
    const modulus = scale * (MODULI.find((m) => last < m * scale) ?? Number.POSITIVE_INFINITY);
    const step = Math.round(count + modulus - last);
    if (last >= 0.9 * modulus && step <= 0.05 * modulus) return step;
  }
  return undefined;
}

/** Makes one unbroken line of a point's counts as they come, oldest first. */
export class LineBuilder {
  readonly timesMs: number[] = [];
  readonly counts: number[] = [];
  readonly shown: number[] = [];
  readonly told = new Map<number, number>();
  readonly edited: boolean[] = [];
  readonly estimated: boolean[] = [];
  readonly spread = new Map<number, Spread>();
  readonly events: WireEvent[] = [];
  readonly unmeasured: number[] = [];
  readonly #register: Register;
  /** Raw counts as the meter shows them, in step with `counts`, since the last exchange. */
  #raw: number[] = [];
  /** What one count of the last of them is in the common form. */
  #scale = 1;
  /** A fall that is neither rollover nor a proven outlier yet. */
  #suspect: Row | undefined;

  constructor(register: Register) {
    this.#register = register;
  }

  exchange(atMs: number, from: MeterKey, to: MeterKey): void {
    this.#suspect = undefined;
    this.#raw = [];
    this.events.push({ kind: "exchange", atMs, from, to });
  }

  leaveOut(atMs: number): void {
    this.events.push({ kind: "implausible", atMs, register: this.#register });
  }

  /** What nobody read off counts where the meter's own readings leave it room, and never tells what a fall was. */
  reckon(atMs: number, count: number, [low = count, high = count]: readonly number[]): void {
    const last = this.#raw.at(-1) ?? count;
    if (this.#suspect || count < last) {
      this.leaveOut(atMs);
      return;
    }
    this.#push(atMs, count, count - last);
    this.spread.set(this.timesMs.length - 1, { below: count - low, above: high - count });
  }

  add(atMs: number, count: number, marks: number, scale: number): void {
    if (this.spread.size > 0) this.#dropReckonedAbove(count);
    this.#settle(count, scale);
    const isHeld = this.#isWithin(count, scale);
    this.#place(atMs, isHeld ? (this.#raw.at(-1) ?? count) : count, scale);
    if (this.timesMs.at(-1) !== atMs) return;
    if (isHeld) this.told.set(this.timesMs.length - 1, count);
    else this.#scale = scale;
    if ((marks & EDITED) !== 0) this.edited[this.edited.length - 1] = true;
    if ((marks & ESTIMATED) !== 0) this.estimated[this.estimated.length - 1] = true;
  }

  /** The row after a fall tells what the fall was: a new beginning, or a value that was too low alone. */
  #settle(count: number, scale: number): void {
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (!suspect) return;
    if (count < (this.#raw.at(-1) ?? 0) && !this.#isWithin(count, scale)) this.#reset(suspect);
    else this.leaveOut(suspect.atMs);
  }

  /** Whether a count below the last did not fall: it was told with less digits, cut or rounded, or the last was, rounded up. */
  #isWithin(count: number, scale: number): boolean {
    const missing = (this.#raw.at(-1) ?? count) - count;
    if (missing <= 0 || scale === this.#scale) return false;
    return scale > this.#scale ? missing < scale : missing <= this.#scale / 2;
  }

  #place(atMs: number, count: number, scale: number): void {
    const last = this.#raw.at(-1);
    if (last === undefined) this.#push(atMs, count, 0);
    else if (count >= last) this.#push(atMs, count, count - last);
    else this.#fallFrom(last, { atMs, count, scale });
  }

  #fallFrom(last: number, row: Row): void {
    const step = rolloverStep(last, row.count, [this.#scale, row.scale]);
    if (step === undefined) {
      this.#weighFall(row);
      return;
    }
    this.events.push({ kind: "rollover", atMs: row.atMs, register: this.#register });
    this.#push(row.atMs, row.count, step);
  }

  /** A value above both its neighbours was the outlier; a value below both is one if the next says so. */
  #weighFall(row: Row): void {
    // Two rows that were read; what stands between them was reckoned.
    let back = 2;
    while (back <= this.#raw.length && this.spread.has(this.timesMs.length - back)) back += 1;
    const before = this.#raw.at(-back);
    if (before === undefined || row.count < before) {
      this.#suspect = row;
      return;
    }
    this.#drop();
    this.#dropReckonedAbove(row.count);
    this.#push(row.atMs, row.count, row.count - (this.#raw.at(-1) ?? before));
  }

  /** What nobody read off gives way to what was read. */
  #dropReckonedAbove(count: number): void {
    while (this.spread.has(this.timesMs.length - 1) && count < (this.#raw.at(-1) ?? count)) this.#drop();
  }

  /** Leaves out the last row. */
  #drop(): void {
    this.leaveOut(this.timesMs.pop() ?? 0);
    this.counts.pop();
    this.shown.pop();
    this.told.delete(this.counts.length);
    this.spread.delete(this.counts.length);
    this.edited.pop();
    this.estimated.pop();
    this.#raw.pop();
  }

  #reset(row: Row): void {
    this.events.push({ kind: "reset", atMs: row.atMs, register: this.#register });
    this.#raw = [];
    if (row.atMs - (this.timesMs.at(-1) ?? row.atMs) > ON_THE_SPOT_MS)
      this.unmeasured.push(this.timesMs.length);
    this.#push(row.atMs, row.count, 0);
    this.#scale = row.scale;
  }

  #push(atMs: number, raw: number, step: number): void {
    this.timesMs.push(atMs);
    this.counts.push((this.counts.at(-1) ?? 0) + step);
    this.shown.push(raw);
    this.edited.push(false);
    this.estimated.push(false);
    this.#raw.push(raw);
  }
}
