import { ByteReader } from "../../shared/blocks/byte-reader.ts";
import { ByteWriter } from "../../shared/blocks/byte-writer.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Outcome } from "../reading-ports.ts";

/**
 * Decoding outcomes of one commit as bytes, for the batch log. Number forms: `byte-writer.ts`.
 *
 * | bytes | what |
 * |---|---|
 * | varint, then texts | meters, and after the same fashion outcomes |
 * | varint | number of entries; then for each: |
 * | signed | – journal sequence number since the entry before |
 * | varint | – 1 + place of the meter, 0 for none |
 * | varint | – place of the outcome |
 * | signed | – time of reception since the entry before, UTC milliseconds |
 * | varint | – 0 without RSSI, else 1 + its place in tenths of dBm folded (0, −1, 1 … become 0, 1, 2 …) |
 */
export function packOutcomes(outcomes: readonly Outcome[]): Uint8Array {
  const rows = new ByteWriter(outcomes.length * 12 + 16);
  const meters = new Map<string, number>();
  const names = new Map<string, number>();
  let seq = 0;
  let atMs = 0;
  for (const one of outcomes) {
    rows.signed(one.seq - seq);
    rows.varint(one.meter === undefined ? 0 : 1 + placeIn(meters, one.meter));
    rows.varint(placeIn(names, one.outcome));
    rows.signed(one.rxAtMs - atMs);
    rows.varint(one.rssiDbm === undefined ? 0 : 1 + fold(Math.round(one.rssiDbm * 10)));
    seq = one.seq;
    atMs = one.rxAtMs;
  }
  const out = new ByteWriter(rows.at + 64 * (meters.size + names.size) + 16);
  for (const list of [meters, names]) {
    out.varint(list.size);
    for (const text of list.keys()) out.text(text);
  }
  out.varint(outcomes.length);
  out.raw(rows.bytes.subarray(0, rows.at));
  return out.take();
}

export function unpackOutcomes(bytes: Uint8Array): Outcome[] {
  const input = new ByteReader(bytes);
  const meters = readTexts(input) as MeterKey[];
  const names = readTexts(input);
  const outcomes: Outcome[] = [];
  let seq = 0;
  let rxAtMs = 0;
  for (let left = input.varint(); left > 0 && !input.isPastEnd; left--) {
    seq += input.signed();
    const meter = meters[input.varint() - 1];
    const outcome = names[input.varint()] ?? "";
    rxAtMs += input.signed();
    const rssi = input.varint();
    outcomes.push({
      seq,
      ...(meter === undefined ? {} : { meter }),
      outcome,
      rxAtMs,
      ...(rssi === 0 ? {} : { rssiDbm: unfold(rssi - 1) / 10 }),
    });
  }
  return outcomes;
}

function placeIn(list: Map<string, number>, text: string): number {
  const known = list.get(text);
  if (known !== undefined) return known;
  list.set(text, list.size);
  return list.size - 1;
}

const fold = (number: number): number => (number < 0 ? -2 * number - 1 : 2 * number);

const unfold = (folded: number): number => (folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2);

const readTexts = (input: ByteReader): string[] => Array.from({ length: input.varint() }, () => input.text());
