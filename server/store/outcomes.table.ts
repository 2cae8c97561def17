import { DECODED, WITHOUT_PLACE } from "../../shared/model/frame-outcome.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { HeardMeter, Outcome, SeqRange, TimeSpan } from "../reading-ports.ts";
import type { MeterIds } from "./meter-ids.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

interface Heard {
  count: number;
  lastAtMs: number;
  lastSeq: number;
  rssiDbm: number | undefined;
  outcome: string;
}

interface Undecoded {
  readonly meterId: number | undefined;
  readonly outcome: string;
  /** When it was heard; not known of what was noted before that was kept. */
  readonly atMs: number | undefined;
}

const HEARD_SEQ = "heard-seq";
const KEY_OR_PLACE: readonly string[] = ["no-key", "wrong-key", ...WITHOUT_PLACE];

/** Meters with such an entry, each found behind the one before: a step for a meter, not for each of its frames. */
const metersFrom = (entries: string, isMeant: string): string => {
  const next = (
    behind: string,
  ): string => `SELECT meter_id FROM ${entries} WHERE meter_id > ${behind} AND ${isMeant}
    ORDER BY meter_id LIMIT 1`;
  return `WITH RECURSIVE met (id) AS (
      SELECT * FROM (${next("-1")}) UNION ALL SELECT (${next("met.id")}) FROM met WHERE met.id IS NOT NULL
    ) SELECT id FROM met WHERE id IS NOT NULL`;
};

/** The conditions are those of the indexes, word by word. */
const METERS = {
  all: metersFrom("undecoded", "1"),
  withoutPlace: metersFrom(
    "undecoded INDEXED BY undecoded_without_place",
    "outcome IN ('no-place', 'rows-without-place')",
  ),
  forProgram: metersFrom(
    "undecoded INDEXED BY undecoded_by_program",
    "outcome NOT IN ('no-key', 'wrong-key', 'no-place', 'rows-without-place')",
  ),
} as const;

/**
 * What became of every frame. Of decoded ones only counts per meter are kept; the others are kept one
 * by one, since a key or a driver may come. Changes wait in memory and go to disk with `save`; until
 * then the batch log has them.
 */
export class OutcomesTable {
  readonly #sql: Sql;
  readonly #ids: MeterIds;
  readonly #heard = new Map<number, Heard>();
  readonly #changed = new Set<number>();
  /** Entries changed since the last `save`; `undefined` for those that are decoded now. */
  #undecoded = new Map<number, Undecoded | undefined>();
  /** Entries up to here have been counted. */
  #heardSeq: number;

  constructor(sql: Sql, ids: MeterIds) {
    this.#sql = sql;
    this.#ids = ids;
    this.#heardSeq = Number(readSetting(sql, HEARD_SEQ) ?? 0);
    for (const [id, count, atMs, seq, rssi, outcome] of sql.all(
      "SELECT meter_id, count, last_at_ms, last_seq, rssi_dbm, outcome FROM heard",
    )) {
      this.#heard.set(toNumber(id), {
        count: toNumber(count),
        lastAtMs: toNumber(atMs),
        lastSeq: toNumber(seq),
        rssiDbm: rssi === null ? undefined : toNumber(rssi),
        outcome: toText(outcome),
      });
    }
  }

  /** Takes note of outcomes that are durable in the batch log. Their meters have numbers. */
  add(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const meterId = outcome.meter === undefined ? undefined : this.#ids.find(outcome.meter);
      if (meterId !== undefined) this.#addHeard(meterId, outcome);
      this.#addUndecoded(meterId, outcome);
    }
    for (const { seq } of outcomes) this.#heardSeq = Math.max(this.#heardSeq, seq);
  }

  heard(limit: number): HeardMeter[] {
    return [...this.#heard]
      .sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs || b.lastSeq - a.lastSeq)
      .slice(0, limit)
      .map(([meterId, { rssiDbm, ...one }]) => ({
        meter: this.#ids.keyOf(meterId),
        ...one,
        ...(rssiDbm === undefined ? {} : { rssiDbm }),
      }));
  }

  undecoded(meter: MeterKey, outcomes: readonly string[], span?: TimeSpan): number[] {
    const meterId = this.#ids.find(meter);
    if (meterId === undefined) return [];
    const isMeant = (entry: Undecoded | undefined): boolean =>
      entry?.meterId === meterId && outcomes.includes(entry.outcome) && isWithin(span, entry.atMs);
    const stored = this.#sql
      .all(
        `SELECT seq, meter_id, outcome, at_ms FROM undecoded
         WHERE meter_id = ? AND outcome IN (SELECT value FROM json_each(?))`,
        [meterId, JSON.stringify(outcomes)],
      )
      .filter(([seq, ...row]) => !this.#undecoded.has(toNumber(seq)) && isMeant(undecodedOf(row)))
      .map(([seq]) => toNumber(seq));
    const waiting = [...this.#undecoded].filter(([, entry]) => isMeant(entry)).map(([seq]) => seq);
    return [...stored, ...waiting].sort((a, b) => a - b);
  }

  metersWithoutPlace(): MeterKey[] {
    return this.#metersWith((outcome) => WITHOUT_PLACE.includes(outcome), METERS.withoutPlace);
  }

  metersUndecoded(lacking?: "program"): MeterKey[] {
    return lacking === "program"
      ? this.#metersWith((outcome) => !KEY_OR_PLACE.includes(outcome), METERS.forProgram)
      : this.#metersWith(() => true, METERS.all);
  }

  #metersWith(isMeant: (outcome: string) => boolean, stored: string): MeterKey[] {
    const found = new Set<number>();
    for (const entry of this.#undecoded.values())
      if (entry?.meterId !== undefined && isMeant(entry.outcome)) found.add(entry.meterId);
    for (const [id] of this.#sql.all(stored)) found.add(toNumber(id));
    return Array.from(found, (id) => this.#ids.keyOf(id));
  }

  hasUndecoded(range: SeqRange, outcomes: readonly string[], meters?: readonly MeterKey[]): boolean {
    const ids = meters && new Set(meters.map((meter) => this.#ids.find(meter)));
    const isMeant = (meterId: number | undefined, outcome: string) =>
      outcomes.includes(outcome) && (!ids || (meterId !== undefined && ids.has(meterId)));
    for (const [seq, entry] of this.#undecoded) {
      if (entry && isIn(range, seq) && isMeant(entry.meterId, entry.outcome)) return true;
    }
    return this.#sql
      .all("SELECT seq, meter_id, outcome FROM undecoded WHERE seq BETWEEN ? AND ?", [
        range.firstSeq,
        range.lastSeq,
      ])
      .some(
        ([seq, meterId, outcome]) =>
          !this.#undecoded.has(toNumber(seq)) &&
          isMeant(meterId === null ? undefined : toNumber(meterId), toText(outcome)),
      );
  }

  forgetUndecoded(range: SeqRange): void {
    this.#sql.run("DELETE FROM undecoded WHERE seq BETWEEN ? AND ?", [range.firstSeq, range.lastSeq]);
    for (const seq of this.#undecoded.keys()) if (isIn(range, seq)) this.#undecoded.set(seq, undefined);
  }

  /** Writes what has changed. Call this in a transaction, and `saved` when it is through. */
  save(): void {
    for (const meterId of this.#changed) {
      const one = this.#heard.get(meterId);
      if (!one) continue;
      this.#sql.run("INSERT OR REPLACE INTO heard VALUES (?, ?, ?, ?, ?, ?)", [
        meterId,
        one.count,
        one.lastAtMs,
        one.lastSeq,
        one.rssiDbm ?? null,
        one.outcome,
      ]);
    }
    for (const [seq, entry] of this.#undecoded) {
      if (entry) {
        this.#sql.run("INSERT OR REPLACE INTO undecoded VALUES (?, ?, ?, ?)", [
          seq,
          entry.meterId ?? null,
          entry.outcome,
          entry.atMs ?? null,
        ]);
      } else {
        this.#sql.run("DELETE FROM undecoded WHERE seq = ?", [seq]);
      }
    }
    writeSetting(this.#sql, HEARD_SEQ, String(this.#heardSeq));
  }

  saved(): void {
    this.#changed.clear();
    this.#undecoded = new Map();
  }

  #addHeard(meterId: number, { seq, rxAtMs, rssiDbm, outcome: became }: Outcome): void {
    // Who looks at what is heard sees by itself which of it hangs nowhere.
    const outcome = WITHOUT_PLACE.includes(became) ? DECODED : became;
    const known = this.#heard.get(meterId);
    const isCounted = seq <= this.#heardSeq && this.#wasHeardOf(meterId, seq);
    const last = { lastAtMs: rxAtMs, lastSeq: seq, rssiDbm, outcome };
    if (!known) this.#heard.set(meterId, { count: 1, ...last });
    else {
      if (!isCounted) known.count += 1;
      if (seq >= known.lastSeq) Object.assign(known, last);
    }
    this.#changed.add(meterId);
  }

  /** Whether an entry decoded before had this meter then: only those without a meter had not. */
  #wasHeardOf(meterId: number, seq: number): boolean {
    const entry = this.#undecoded.has(seq) ? this.#undecoded.get(seq) : this.#storedEntry(seq);
    return entry === undefined || entry.meterId === meterId;
  }

  #storedEntry(seq: number): Undecoded | undefined {
    const row = this.#sql.get("SELECT meter_id, outcome, at_ms FROM undecoded WHERE seq = ?", [seq]);
    return row && undecodedOf(row);
  }

  #addUndecoded(meterId: number | undefined, { seq, outcome, rxAtMs }: Outcome): void {
    if (outcome !== DECODED) this.#undecoded.set(seq, { meterId, outcome, atMs: rxAtMs });
    else if (seq <= this.#heardSeq) this.#undecoded.set(seq, undefined);
  }
}

const undecodedOf = ([meterId, outcome, atMs]: SqlRow): Undecoded => ({
  meterId: numberOf(meterId),
  outcome: toText(outcome),
  atMs: numberOf(atMs),
});

const numberOf = (value: SqlRow[number] | undefined): number | undefined =>
  value === null || value === undefined ? undefined : toNumber(value);

const isWithin = (span: TimeSpan | undefined, atMs: number | undefined): boolean =>
  !span || (atMs !== undefined && atMs >= span.fromMs && atMs < span.toMs);

const isIn = ({ firstSeq, lastSeq }: SeqRange, seq: number): boolean => seq >= firstSeq && seq <= lastSeq;
