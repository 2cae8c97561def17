import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { type Reading, SOURCES } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import { makeScaled } from "../../shared/model/scaled.ts";
import type { DecodedBatch, HeardMeter, Latest, Outcome } from "../ports.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toNumber, toText } from "./sql.ts";

export const createReadingsTable = (sql: Sql) => ({
  commit: (batch: DecodedBatch): void =>
    sql.transaction(() => {
      for (const reading of batch.readings) saveReading(sql, reading);
      for (const outcome of batch.outcomes) saveOutcome(sql, outcome);
      for (const format of batch.formats) {
        sql.run("INSERT OR REPLACE INTO formats VALUES (?, ?, ?)", [
          format.meterType,
          format.signature,
          format.headers,
        ]);
      }
      writeSetting(sql, "decoded-seq", String(batch.decodedSeq));
    }),
  decodedSeq: (): number => Number(readSetting(sql, "decoded-seq") ?? 0),
  formats: (): DecodedBatch["formats"] =>
    sql.all("SELECT meter_type, signature, headers FROM formats").map(([type, signature, headers]) => ({
      meterType: toText(type),
      signature: toText(signature),
      headers: toText(headers),
    })),
  importMonths: (months: readonly MonthColumns[]): void =>
    sql.transaction(() => {
      for (const month of months) for (const reading of readingsOf(month)) saveReading(sql, reading);
    }),
  importBlocks: (_blocks: readonly Uint8Array[]): void => {
    throw new Error("importBlocks is not there yet");
  },
  latest: (): readonly Latest[] =>
    sql
      .all("SELECT DISTINCT meter FROM rows")
      .flatMap(([meter]) => newest(sql, toText(meter), Infinity, 1))
      .map((reading) => ({ meter: reading.meter, reading })),
  latestOf(meter: MeterKey): Latest | undefined {
    const [reading] = newest(sql, meter, Infinity, 1);
    return reading && { meter, reading };
  },
  columns: (meter: MeterKey, fromMs: number, toMs: number): readonly MonthColumns[] =>
    toMonthColumns(
      sql
        .all("SELECT reading FROM rows WHERE meter = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, source", [
          meter,
          fromMs,
          toMs,
        ])
        .map(([text]) => readReading(toText(text))),
    ),
  newest: (meter: MeterKey, beforeMs: number, limit: number): readonly Reading[] =>
    newest(sql, meter, beforeMs, limit),
  span: (meter: MeterKey) => span(sql, meter),
  count: (): number => toNumber(sql.get("SELECT count(*) FROM rows")?.[0]),
  heard: (limit: number): readonly HeardMeter[] => heard(sql, limit),
  undecoded: (meter: MeterKey, outcomes: readonly string[]): readonly number[] =>
    sql
      .all("SELECT seq, outcome FROM outcomes WHERE meter = ? ORDER BY seq", [meter])
      .filter(([, outcome]) => outcomes.includes(toText(outcome)))
      .map(([seq]) => toNumber(seq)),
});

function saveReading(sql: Sql, reading: Reading): void {
  sql.run("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", [
    reading.meter,
    reading.atMs,
    SOURCES.indexOf(reading.source),
    JSON.stringify(reading, (_, value) => (typeof value === "bigint" ? String(value) : value)),
  ]);
}

function readReading(text: string): Reading {
  const reading = JSON.parse(text) as Reading;
  return {
    ...reading,
    values: reading.values.map((one) => ({
      ...one,
      value: makeScaled(BigInt(one.value.digits), one.value.exponent),
    })),
  };
}

const newest = (sql: Sql, meter: string, beforeMs: number, limit: number): readonly Reading[] =>
  sql
    .all("SELECT reading FROM rows WHERE meter = ? AND at_ms < ? ORDER BY at_ms DESC, source DESC LIMIT ?", [
      meter,
      Math.min(beforeMs, Number.MAX_SAFE_INTEGER),
      limit,
    ])
    .map(([text]) => readReading(toText(text)));

function span(sql: Sql, meter: MeterKey) {
  const rows = sql.all("SELECT reading FROM rows WHERE meter = ? ORDER BY at_ms, source", [meter]);
  const readings = rows.map(([text]) => readReading(toText(text)));
  const first = readings[0];
  const last = readings.at(-1);
  if (!first || !last) return undefined;
  const registers = new Set<Register>(
    readings.flatMap((reading) => reading.values.map((one) => one.register)),
  );
  return { firstMs: first.atMs, lastMs: last.atMs, registers: [...registers] };
}

function saveOutcome(sql: Sql, outcome: Outcome): void {
  sql.run("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?)", [
    outcome.seq,
    outcome.meter ?? null,
    outcome.outcome,
    outcome.rxAtMs,
    outcome.rssiDbm ?? null,
  ]);
}

const heard = (sql: Sql, limit: number): readonly HeardMeter[] =>
  sql
    .all(
      `SELECT meter, n, rx_at_ms, seq, rssi_dbm, outcome FROM outcomes
       JOIN (SELECT max(seq) AS last, count(*) AS n FROM outcomes WHERE meter NOT NULL GROUP BY meter)
       ON seq = last ORDER BY rx_at_ms DESC, seq DESC LIMIT ?`,
      [limit],
    )
    .map(([meter, n, at, seq, rssi, outcome]) => ({
      meter: toText(meter) as MeterKey,
      count: toNumber(n),
      lastAtMs: toNumber(at),
      lastSeq: toNumber(seq),
      ...(rssi === null ? {} : { rssiDbm: toNumber(rssi) }),
      outcome: toText(outcome),
    }));
