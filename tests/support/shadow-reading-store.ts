import { inflateRawSync } from "node:zlib";
import type {
  AroundWhen,
  BlockChange,
  BlocksSince,
  BlockVersion,
  CountsAround,
  DecodedBatch,
  HeardMeter,
  Latest,
  Outcome,
  ReadingStore,
  RegisterMonth,
  SeqRange,
  SpanOutcome,
  SpanRemoval,
  SpanReplacement,
  TimeSpan,
  VersionedBlock,
} from "../../server/reading-ports.ts";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import type { CountMonth, MonthColumns } from "../../shared/blocks/month-columns.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { nextUtcMonthStart, startOfUtcMonth, utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import { DECODED, WITHOUT_PLACE } from "../../shared/model/frame-outcome.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { type Reading, SOURCES } from "../../shared/model/reading.ts";
import { REGISTERS, type Register } from "../../shared/model/register.ts";
import { hasOutcome, isForProgram, isUndecoded, metersWith } from "./shadow-outcomes.ts";

/**
 * What a reading store must do, written as plainly as can be: everything in memory, everything searched
 * from end to end. The contract compares real stores with it.
 */
export class ShadowReadingStore implements ReadingStore {
  readonly #readings = new Map<string, Reading>();
  readonly #outcomes = new Map<number, Outcome>();
  readonly #formats = new Map<string, DecodedBatch["formats"][number]>();
  readonly #changed = new Map<string, BlockChange>();
  #decodedSeq = 0;
  #seq = 0;

  async commit(batch: DecodedBatch): Promise<void> {
    this.#seq += 1;
    for (const reading of batch.readings) this.#put(reading);
    for (const outcome of batch.outcomes) this.#outcomes.set(outcome.seq, outcome);
    for (const format of batch.formats) this.#formats.set(`${format.meterType} ${format.signature}`, format);
    this.#decodedSeq = Math.max(this.#decodedSeq, batch.decodedSeq);
  }

  async decodedSeq(): Promise<number> {
    return this.#decodedSeq;
  }

  async formats(): Promise<DecodedBatch["formats"]> {
    return [...this.#formats.values()];
  }

  async importMonths(months: readonly MonthColumns[]): Promise<void> {
    this.#seq += 1;
    for (const month of months) for (const reading of readingsOf(month)) this.#put(reading);
  }

  async importBlocks(blocks: readonly Uint8Array[]): Promise<void> {
    for (const block of blocks) {
      const month = decodeBlock(block, (body) => inflateRawSync(body));
      if (!month.ok) throw new Error(month.error.kind);
      await this.importMonths([month.value]);
    }
  }

  async replaceSpan({ readings, madeOf, ...span }: SpanReplacement): Promise<SpanOutcome> {
    const { meter, fromMs, toMs, sources, kept } = span;
    if (kept.held.includes(meter)) return { removed: 0, isHeld: true };
    const isMeant = (one: Reading) =>
      one.meter === meter &&
      one.atMs >= fromMs &&
      one.atMs < toMs &&
      one.atMs >= (kept.lockedBeforeMs || Number.NEGATIVE_INFINITY) &&
      (sources?.includes(one.source) ?? true);
    const own = readings.filter(isMeant);
    const places = new Set(own.map((one) => `${one.atMs} ${one.source}`));
    const gone = this.#of(meter).filter(isMeant);
    const nameOfAll = (all: readonly Reading[]) => JSON.stringify(all.toSorted(byTimeAndSource));
    if (madeOf && nameOfAll(gone) !== nameOfAll(madeOf.filter(isMeant)))
      return { removed: 0, isHeld: false, isStale: true };
    if (nameOfAll(gone) === nameOfAll(own)) return { removed: 0, isHeld: false };
    this.#seq += 1;
    for (const { atMs, source } of gone) this.#readings.delete(`${meter} ${atMs} ${source}`);
    for (const one of gone) this.#tell(one, !this.#hasMonthOf(one));
    for (const one of own) this.#put(one);
    const removed = gone.filter((one) => !places.has(`${one.atMs} ${one.source}`)).length;
    return { removed, isHeld: false };
  }

  removeSpan(removal: SpanRemoval): Promise<SpanOutcome> {
    return this.replaceSpan({ ...removal, readings: [] });
  }

  async latest(): Promise<readonly Latest[]> {
    const meters = new Set([...this.#readings.values()].map((reading) => reading.meter));
    return [...meters].flatMap((meter) => {
      const reading = this.#of(meter).findLast(isPlausible);
      return reading ? [{ meter, reading }] : [];
    });
  }

  async latestOf(meter: MeterKey): Promise<Latest | undefined> {
    const reading = this.#of(meter).findLast(isPlausible);
    return reading && { meter, reading };
  }

  async columns(
    meter: MeterKey,
    fromMs: number,
    toMs: number,
    registers?: readonly Register[],
  ): Promise<readonly MonthColumns[]> {
    const isChosen = (one: { readonly register: Register }) => registers?.includes(one.register) ?? true;
    return toMonthColumns(
      this.#of(meter)
        .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
        .map((one) => ({ ...one, values: one.values.filter(isChosen) })),
    );
  }

  async newest(meter: MeterKey, beforeMs: number, limit: number): Promise<readonly Reading[]> {
    const before = this.#of(meter).filter(({ atMs }) => atMs < beforeMs);
    return before.reverse().slice(0, limit);
  }

  async span(
    meter: MeterKey,
  ): Promise<{ firstMs: number; lastMs: number; registers: readonly Register[] } | undefined> {
    const readings = this.#of(meter);
    const first = readings[0];
    const last = readings.at(-1);
    if (!first || !last) return undefined;
    const has = (register: string) =>
      readings.some(({ values }) => values.some((value) => value.register === register));
    const registers = (Object.keys(REGISTERS) as Register[]).filter(has);
    return { firstMs: first.atMs, lastMs: last.atMs, registers };
  }

  async registerMonth(register: Register, atMs: number): Promise<RegisterMonth> {
    const fromMs = startOfUtcMonth(utcMonthNumber(atMs));
    const months = await Promise.all(
      [...new Set([...this.#readings.values()].map(({ meter }) => meter))].map((meter) =>
        this.columns(meter, fromMs, nextUtcMonthStart(atMs)),
      ),
    );
    const rows = months.flat().flatMap(({ meter, timesMs, registers }) =>
      registers
        .filter((column) => column.register === register)
        .map(({ unit, exponent, counts }) => {
          const at = [...counts.keys()].filter((row) => !Number.isNaN(counts[row]));
          const numbers = at.map((row) => counts[row] ?? 0);
          const times = at.map((row) => timesMs[row] ?? 0);
          const isFall = numbers.some((number, index) => number < (numbers[index - 1] ?? number));
          return { meter, unit, exponent, numbers, times, isFall };
        }),
    );
    const ordered = rows.sort((a, b) =>
      a.meter < b.meter ? -1 : a.meter > b.meter ? 1 : a.exponent - b.exponent,
    );
    const forms = ordered.map(({ unit, exponent }) => ({ unit, exponent }));
    return {
      meters: ordered.map(({ meter }) => meter),
      forms,
      form: Uint16Array.from(forms.keys()),
      count: Uint32Array.from(ordered, ({ numbers }) => numbers.length),
      first: Float64Array.from(ordered, ({ numbers }) => numbers[0] ?? 0),
      firstMs: Float64Array.from(ordered, ({ times }) => times[0] ?? 0),
      last: Float64Array.from(ordered, ({ numbers }) => numbers.at(-1) ?? 0),
      lastMs: Float64Array.from(ordered, ({ times }) => times.at(-1) ?? 0),
      min: Float64Array.from(ordered, ({ numbers }) => Math.min(...numbers)),
      max: Float64Array.from(ordered, ({ numbers }) => Math.max(...numbers)),
      neverFalls: Uint8Array.from(ordered, ({ isFall }) => (isFall ? 0 : 1)),
    };
  }

  async counts(
    meters: readonly MeterKey[],
    { fromMs, toMs }: TimeSpan,
    registers: readonly Register[],
  ): Promise<readonly (readonly CountMonth[])[]> {
    return Promise.all(meters.map((meter) => this.columns(meter, fromMs, toMs, registers)));
  }

  async damagedMonths(meters: readonly MeterKey[]): Promise<readonly (readonly number[])[]> {
    return meters.map(() => []);
  }

  async countsAround(register: Register, { momentsMs }: AroundWhen): Promise<CountsAround> {
    const fromMs = startOfUtcMonth(utcMonthNumber(momentsMs[0] ?? 0));
    const valueIn = (reading: Reading | undefined) =>
      reading?.values.find((value) => value.register === register);
    const rows = [...new Set([...this.#readings.values()].map(({ meter }) => meter))].flatMap((meter) => {
      const counting = this.#of(meter).filter(
        (one) => one.atMs >= fromMs && one.atMs < nextUtcMonthStart(fromMs) && valueIn(one),
      );
      if (counting.length === 0) return [];
      const forms = new Set(counting.map((one) => `${valueIn(one)?.unit} ${valueIn(one)?.value.exponent}`));
      const plausible = counting.filter(({ marks }) => !marks.includes("implausible"));
      const digits = plausible.map((one) => Number(valueIn(one)?.value.digits));
      const sides = momentsMs.map((atMs) => ({
        before: plausible.findLast((one) => one.atMs < atMs),
        after: plausible.find((one) => one.atMs >= atMs),
      }));
      const isByHand = sides
        .flatMap(({ before, after }) => [...(before?.marks ?? []), ...(after?.marks ?? [])])
        .some((mark) => mark === "edited" || mark === "estimated");
      const isFall = digits.some((count, row) => count < (digits[row - 1] ?? count));
      const isSteady = digits.length > 0 && forms.size === 1 && !isFall && !isByHand;
      return [{ meter, form: valueIn(counting[0]), sides, digits, isSteady }];
    });
    const numbers = (of: (row: (typeof rows)[number]) => number | undefined) =>
      Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
    const count = (reading: Reading | undefined) => Number(valueIn(reading)?.value.digits ?? Number.NaN);
    return {
      meters: rows.map(({ meter }) => meter),
      units: rows.map(({ form }) => form?.unit ?? ""),
      exponents: numbers(({ form }) => form?.value.exponent),
      at: momentsMs.map((_, n) => ({
        before: numbers(({ sides }) => count(sides[n]?.before)),
        beforeMs: numbers(({ sides }) => sides[n]?.before?.atMs),
        after: numbers(({ sides }) => count(sides[n]?.after)),
        afterMs: numbers(({ sides }) => sides[n]?.after?.atMs),
      })),
      first: numbers(({ digits }) => digits[0]),
      last: numbers(({ digits }) => digits.at(-1)),
      isSteady: Uint8Array.from(rows, ({ isSteady }) => (isSteady ? 1 : 0)),
    };
  }

  async blocks(meter: MeterKey): Promise<readonly BlockVersion[]> {
    const months = new Set(this.#of(meter).map(({ atMs }) => startOfUtcMonth(utcMonthNumber(atMs))));
    return [...months].map((monthMs) => ({
      monthMs,
      version: this.#changed.get(`${meter} ${monthMs}`)?.version ?? 0,
    }));
  }

  async block(
    meter: MeterKey,
    atMs: number,
    spans?: readonly TimeSpan[],
  ): Promise<VersionedBlock | undefined> {
    const monthMs = startOfUtcMonth(utcMonthNumber(atMs));
    const isWithin = (one: Reading) =>
      !spans || spans.some(({ fromMs, toMs }) => one.atMs >= fromMs && one.atMs < toMs);
    const [month] = toMonthColumns(
      this.#of(meter)
        .filter((one) => one.atMs >= monthMs && one.atMs < nextUtcMonthStart(monthMs))
        .filter(isWithin),
    );
    if (!month) return undefined;
    const block = encodeBlock(month);
    if (!block.ok) throw new Error(block.error.kind);
    return { version: this.#changed.get(`${meter} ${monthMs}`)?.version ?? 0, bytes: block.value };
  }

  /** What lies in memory is whole. */
  async isDamaged(): Promise<boolean> {
    return false;
  }

  async blocksSince(cursor: number): Promise<BlocksSince> {
    const changes = [...this.#changed.values()].filter(({ version }) => version > cursor);
    return { cursor: this.#seq, changes };
  }

  async count(): Promise<number> {
    return this.#readings.size;
  }

  async heard(limit: number): Promise<readonly HeardMeter[]> {
    const heard = new Map<MeterKey, HeardMeter>();
    for (const { seq, meter, outcome, rxAtMs, rssiDbm } of [...this.#outcomes.values()].sort(bySeq)) {
      if (meter === undefined) continue;
      const count = (heard.get(meter)?.count ?? 0) + 1;
      const rssi = rssiDbm === undefined ? {} : { rssiDbm };
      const said = WITHOUT_PLACE.includes(outcome) ? DECODED : outcome;
      heard.set(meter, { meter, count, lastAtMs: rxAtMs, lastSeq: seq, outcome: said, ...rssi });
    }
    const newestFirst = [...heard.values()].sort((a, b) => b.lastAtMs - a.lastAtMs || b.lastSeq - a.lastSeq);
    return newestFirst.slice(0, limit);
  }

  async undecoded(meter: MeterKey, outcomes: readonly string[], span?: TimeSpan): Promise<readonly number[]> {
    return [...this.#outcomes.values()]
      .filter((one) => one.meter === meter && outcomes.includes(one.outcome))
      .filter(({ rxAtMs }) => !span || (rxAtMs >= span.fromMs && rxAtMs < span.toMs))
      .map(({ seq }) => seq)
      .sort((a, b) => a - b);
  }

  async keysOfSerial(meter: MeterKey): Promise<readonly MeterKey[]> {
    const said = [...this.#outcomes.values()].flatMap((one) => one.meter ?? []);
    return [...new Set(said)].filter((one) => one.slice(0, 12) === meter.slice(0, 12));
  }

  async metersUndecoded(lacking?: "program"): Promise<readonly MeterKey[]> {
    return metersWith(this.#outcomes.values(), lacking ? isForProgram : isUndecoded);
  }

  async metersWithoutPlace(): Promise<readonly MeterKey[]> {
    return metersWith(this.#outcomes.values(), (outcome) => WITHOUT_PLACE.includes(outcome));
  }

  async hasUndecoded(
    range: SeqRange,
    outcomes: readonly string[],
    meters?: readonly MeterKey[],
  ): Promise<boolean> {
    return hasOutcome(this.#outcomes.values(), range, { outcomes, meters });
  }

  async forgetUndecoded({ firstSeq, lastSeq }: SeqRange): Promise<void> {
    for (const [seq, outcome] of this.#outcomes) {
      if (seq >= firstSeq && seq <= lastSeq) this.#outcomes.set(seq, { ...outcome, outcome: "forgotten" });
    }
  }

  #put(reading: Reading): void {
    this.#readings.set(`${reading.meter} ${reading.atMs} ${reading.source}`, reading);
    this.#tell(reading, false);
  }

  #tell({ meter, atMs }: Reading, isGone: boolean): void {
    const monthMs = startOfUtcMonth(utcMonthNumber(atMs));
    this.#changed.set(`${meter} ${monthMs}`, { meter, monthMs, version: this.#seq, isGone });
  }

  #hasMonthOf({ meter, atMs }: Reading): boolean {
    const month = utcMonthNumber(atMs);
    return this.#of(meter).some((one) => utcMonthNumber(one.atMs) === month);
  }

  #of(meter: MeterKey): Reading[] {
    return [...this.#readings.values()].filter((reading) => reading.meter === meter).sort(byTimeAndSource);
  }
}

const byTimeAndSource = (a: Reading, b: Reading): number =>
  a.atMs - b.atMs || SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source);
const isPlausible = ({ marks }: Reading): boolean => !marks.includes("implausible");
const bySeq = (a: Outcome, b: Outcome): number => a.seq - b.seq;
