import type * as Y from "yjs";
import { isRoomValue, type RoomValue } from "./same-value.ts";

/**
 * The room of one round: everything a reader needs on the road, so that no other room has to be
 * opened.
 *
 * | map | key | value | how it merges |
 * |---|---|---|---|
 * | `round` | field of `RoundHead` | its value | field by field |
 * | `readers` | person id | `Reader` | reader by reader |
 * | `cards` | point id | `Card` | point by point |
 * | `assigned` | point id | person id of the reader who shall read it | point by point |
 * | `read` | `<point id>/<person id>` | `ReadMark` | only grows: a mark is set once and never taken back |
 * | `notes` | note id | `VisitNote` | note by note |
 */
export type RoundHead = {
  readonly name: string;
  readonly state: "open" | "closed";
  readonly createdAtMs: number;
  readonly dueAtMs: number | null;
  /** The group it was made from, if any. */
  readonly groupId: string | null;
};

export type Reader = {
  readonly name: string;
  /** What the office calls the car or the walk. */
  readonly car: string;
};

/**
 * What is known of a point when the round was made; it is not updated behind the reader's back. What there is to know of
 * getting to the meter comes anew with each Send/Receive (`WireExpected`).
 */
export type Card = {
  readonly order: number;
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly area: string;
  readonly position: readonly [lat: number, lon: number] | null;
  readonly medium: string;
  readonly customerName: string;
  readonly accessNote: string;
  /** Key of the mounted meter and its product name. */
  readonly meter: string | null;
  readonly meterType: string;
  /** What it said last: time, and registers as text with their unit. */
  readonly last: { readonly atMs: number; readonly values: readonly (readonly string[])[] } | null;
};

export const READ_VIA = ["radio", "optical", "wired", "manual"] as const;

export type ReadMark = {
  readonly atMs: number;
  readonly via: (typeof READ_VIA)[number];
};

export type VisitNote = {
  readonly pointId: string;
  /** `read`, `no-access`, `nobody-home`, `meter-gone` …; free text is in `text`. */
  readonly outcome: string;
  readonly text: string;
  readonly by: string;
  readonly atMs: number;
  /** Hashes of photos, which travel by themselves. */
  readonly photos: readonly string[];
};

export const roundOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("round");
export const readersOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("readers");
export const cardsOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("cards");
export const assignedOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("assigned");
export const readOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("read");
export const notesOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("notes");

export interface NewRound {
  readonly head: RoundHead;
  readonly readers: ReadonlyMap<string, Reader>;
  readonly cards: ReadonlyMap<string, Card>;
  readonly assigned: ReadonlyMap<string, string>;
}

/** Cards of one transaction: an update of them stays well below what the relay takes. */
const CARDS_AT_ONCE = 500;

/** Fills the empty room of a new round. */
export function fillRound(doc: Y.Doc, round: NewRound, origin?: unknown): void {
  doc.transact(() => {
    for (const [field, value] of Object.entries(round.head)) roundOf(doc).set(field, value);
    for (const [id, reader] of round.readers) readersOf(doc).set(id, reader);
  }, origin);
  const cards = [...round.cards];
  for (let at = 0; at < cards.length; at += CARDS_AT_ONCE) {
    doc.transact(() => {
      for (const [id, card] of cards.slice(at, at + CARDS_AT_ONCE)) {
        cardsOf(doc).set(id, card);
        const reader = round.assigned.get(id);
        if (reader !== undefined) assignedOf(doc).set(id, reader);
      }
    }, origin);
  }
}

/** Point and person of a key of `read`; a point's id may have slashes, a person's has none. */
export function splitReadKey(key: string): { readonly pointId: string; readonly by: string } {
  const at = key.lastIndexOf("/");
  return { pointId: key.slice(0, at), by: key.slice(at + 1) };
}

/** Notes that a reader has a point's reading; the first time stands. */
export function markRead(
  doc: Y.Doc,
  at: { readonly pointId: string; readonly by: string },
  mark: ReadMark,
): void {
  const key = `${at.pointId}/${at.by}`;
  if (!readOf(doc).has(key)) readOf(doc).set(key, mark);
}

/** When each point was first read, whoever read it: what several cars did, taken together. */
export function readPoints(doc: Y.Doc): ReadonlyMap<string, ReadMark & { readonly by: string }> {
  const first = new Map<string, ReadMark & { readonly by: string }>();
  for (const [key, value] of readOf(doc).entries()) {
    if (!isReadMark(value)) continue;
    const { pointId, by } = splitReadKey(key);
    const known = first.get(pointId);
    if (!known || value.atMs < known.atMs) first.set(pointId, { ...value, by });
  }
  return first;
}

/** Takes over what another car read, heard without a server (QR code, file); nothing is taken back. */
export function mergeReadMarks(doc: Y.Doc, marks: ReadonlyMap<string, RoomValue>, origin?: unknown): number {
  let added = 0;
  doc.transact(() => {
    for (const [key, mark] of marks) {
      if (!isReadKey(key) || !isReadMark(mark) || readOf(doc).has(key)) continue;
      readOf(doc).set(key, mark);
      added += 1;
    }
  }, origin);
  return added;
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 4_000;
const isTime = (value: unknown): value is number => Number.isSafeInteger(value);
const isName = (value: unknown): value is string => isText(value) && value.trim() !== "";

type Shape = Readonly<Record<string, (value: RoomValue | undefined) => boolean>>;

/** Whether a value is an object with just these fields, each as it must be. */
function hasShape(value: RoomValue, shape: Shape): value is { readonly [name: string]: RoomValue } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const fields = Object.entries(value);
  const names = Object.keys(shape);
  return fields.length === names.length && fields.every(([name, one]) => shape[name]?.(one) === true);
}

export const isReadKey = (key: string): boolean => /^.+\/[^/]+$/.test(key);

export const isReadMark = (value: RoomValue): value is ReadMark =>
  hasShape(value, { atMs: isTime, via: (via) => READ_VIA.some((known) => known === via) });

export const isReader = (_key: string, value: RoomValue): boolean =>
  hasShape(value, { name: isText, car: isText });

export const isAssigned = (_key: string, value: RoomValue): boolean => isText(value);

const HEAD: Shape = {
  name: isName,
  state: (value) => value === "open" || value === "closed",
  createdAtMs: isTime,
  dueAtMs: (value) => value === null || isTime(value),
  groupId: (value) => value === null || isText(value),
};

export const isHeadField = (field: string, value: RoomValue): boolean => HEAD[field]?.(value) === true;

const CARD: Shape = {
  order: (value) => typeof value === "number",
  number: isText,
  address: isText,
  postalCode: isText,
  city: isText,
  area: isText,
  position: (value) => value === null || (Array.isArray(value) && value.length === 2),
  medium: isText,
  customerName: isText,
  accessNote: isText,
  meter: (value) => value === null || isText(value),
  meterType: isText,
  last: (value) => value !== undefined && isRoomValue(value),
};

export const isCard = (_key: string, value: RoomValue): boolean => hasShape(value, CARD);

const NOTE: Shape = {
  pointId: isText,
  outcome: isText,
  text: isText,
  by: isText,
  atMs: isTime,
  photos: (value) => Array.isArray(value) && value.every(isText),
};

export const isVisitNote = (_key: string, value: RoomValue): boolean => hasShape(value, NOTE);
