import { ByteReader } from "../blocks/byte-reader.ts";
import { ByteWriter } from "../blocks/byte-writer.ts";
import { crc32 } from "../blocks/crc-32.ts";
import { err, ok, type Result } from "../model/result.ts";
import { READ_VIA, type ReadMark, splitReadKey } from "../rooms/round-room.ts";

/** The round two phones speak of; both have it with the same points, or they cannot understand each other. */
export interface HandoverRound {
  readonly utility: string;
  readonly roundId: string;
  /** In any order. */
  readonly pointIds: readonly string[];
}

/** A read mark by its key in the round's room, `<point id>/<person id>`. */
export type ReadMarks = ReadonlyMap<string, ReadMark>;

export type HandoverFault =
  /** Not written by this app. */
  | "handover.foreign"
  | "handover.damaged"
  | "handover.other-utility"
  | "handover.other-round"
  /** The same round as the office had it at another time. */
  | "handover.other-points"
  /** Written by a newer app. */
  | "handover.newer";

const MAGIC = [0x52, 0x44, 0x48, 0x4f] as const;
const VERSION = 1;
const BITMAP = 0;
const GAPS = 1;

/**
 * What was read of a round, by whom and when, in few bytes: what a phone shows another one as QR codes
 * or gives as a file when neither has a network.
 *
 * | bytes | what |
 * |---|---|
 * | 4 | `RDHO` |
 * | 1 | version, 1 |
 * | text, text | utility, round |
 * | varint, 4 | number of points, CRC-32 of their ids as texts, in order |
 * | varint | number of sections; a section is one person's marks of one kind: |
 * | text, 1 | person, index in `READ_VIA` |
 * | 1 + … | 0: a bit for each point, lowest bit first; 1: varint count, then varint gaps between places |
 * | varint, varint | milliseconds of a unit of time (1000 or 1), earliest time in units |
 * | signed … | for each mark in the order of the points: units since the one before, the first since the earliest |
 * | 4 | CRC-32 of all before |
 *
 * Places count the points in the order of their ids. Forms of numbers: `ByteWriter`.
 */
export function encodeHandover(round: HandoverRound, marks: ReadMarks): Uint8Array {
  const ids = [...round.pointIds].sort();
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const writer = new ByteWriter();
  writer.raw(Uint8Array.from(MAGIC));
  writer.u8(VERSION);
  writer.text(round.utility);
  writer.text(round.roundId);
  writer.varint(ids.length);
  writer.u32(digestOf(ids));
  const sections = [...sectionsOf(placeOf, marks).values()];
  writer.varint(sections.length);
  for (const section of sections) writeSection(writer, section, ids.length);
  writer.u32(crc32(writer.take()));
  return writer.take();
}

/** The marks of a handover, when it is of this very round. */
export function decodeHandover(bytes: Uint8Array, round: HandoverRound): Result<ReadMarks, HandoverFault> {
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) return err("handover.foreign");
  const end = bytes.length - 4;
  if (end < 9 || new ByteReader(bytes, end).u32() !== crc32(bytes, 0, end)) return err("handover.damaged");
  const reader = new ByteReader(bytes.subarray(0, end), MAGIC.length);
  if (reader.u8() !== VERSION) return err("handover.newer");
  if (reader.text() !== round.utility) return err("handover.other-utility");
  if (reader.text() !== round.roundId) return err("handover.other-round");
  const ids = [...round.pointIds].sort();
  if (reader.varint() !== ids.length || reader.u32() !== digestOf(ids)) return err("handover.other-points");
  const marks = new Map<string, ReadMark>();
  for (let left = reader.varint(); left > 0 && !reader.isPastEnd; left--) readSection(reader, ids, marks);
  return reader.isPastEnd || reader.at !== end ? err("handover.damaged") : ok(marks);
}

function digestOf(sortedIds: readonly string[]): number {
  const writer = new ByteWriter();
  for (const id of sortedIds) writer.text(id);
  return crc32(writer.take());
}

interface Section {
  readonly by: string;
  readonly via: number;
  /** Place and time of each mark. */
  readonly marks: (readonly [place: number, atMs: number])[];
}

function sectionsOf(placeOf: ReadonlyMap<string, number>, marks: ReadMarks): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  for (const [key, { atMs, via }] of marks) {
    const { pointId, by } = splitReadKey(key);
    const place = placeOf.get(pointId);
    if (place === undefined) continue;
    const name = `${via}/${by}`;
    const section = sections.get(name) ?? { by, via: READ_VIA.indexOf(via), marks: [] };
    sections.set(name, section);
    section.marks.push([place, atMs]);
  }
  for (const section of sections.values()) section.marks.sort(([a], [b]) => a - b);
  return sections;
}

function writeSection(writer: ByteWriter, { by, via, marks }: Section, points: number): void {
  writer.text(by);
  writer.u8(via);
  writePlaces(
    writer,
    marks.map(([place]) => place),
    points,
  );
  const unitMs = marks.every(([, atMs]) => atMs % 1000 === 0) ? 1000 : 1;
  let last = Math.min(...marks.map(([, atMs]) => atMs)) / unitMs;
  writer.varint(unitMs);
  writer.varint(last);
  for (const [, atMs] of marks) {
    writer.signed(atMs / unitMs - last);
    last = atMs / unitMs;
  }
}

/** A bit for each point, or the gaps where few are read: whatever is shorter. */
function writePlaces(writer: ByteWriter, places: readonly number[], points: number): void {
  const gaps = new ByteWriter(places.length * 2);
  gaps.varint(places.length);
  for (const [n, place] of places.entries()) gaps.varint(place - (places[n - 1] ?? -1) - 1);
  const bitmap = new Uint8Array(Math.ceil(points / 8));
  if (gaps.at < bitmap.length) {
    writer.u8(GAPS);
    writer.raw(gaps.take());
    return;
  }
  for (const place of places) bitmap[place >> 3] = (bitmap[place >> 3] ?? 0) | (1 << (place & 7));
  writer.u8(BITMAP);
  writer.raw(bitmap);
}

function readSection(reader: ByteReader, ids: readonly string[], marks: Map<string, ReadMark>): void {
  const by = reader.text();
  const via = READ_VIA[reader.u8()];
  const places = readPlaces(reader, ids.length);
  const unitMs = reader.varint();
  let at = reader.varint();
  for (const place of places) {
    at += reader.signed();
    const id = ids[place];
    if (id !== undefined && via !== undefined) marks.set(`${id}/${by}`, { atMs: at * unitMs, via });
  }
}

function readPlaces(reader: ByteReader, points: number): readonly number[] {
  if (reader.u8() === BITMAP) {
    const bitmap = reader.raw(Math.ceil(points / 8));
    return Array.from({ length: points }, (_, place) => place).filter(
      (place) => ((bitmap[place >> 3] ?? 0) >> (place & 7)) & 1,
    );
  }
  const places: number[] = [];
  let place = -1;
  for (let left = reader.varint(); left > 0 && !reader.isPastEnd; left--) {
    place += reader.varint() + 1;
    places.push(place);
  }
  return places;
}
