import type * as Y from "yjs";
import { MEDIA, type Medium } from "../model/medium.ts";
import { parseMeterKey } from "../model/meter-id.ts";
import {
  assignedOf,
  type Card,
  cardsOf,
  isCard,
  isReader,
  isVisitNote,
  notesOf,
  type ReadMark,
  readersOf,
  readPoints,
  roundOf,
  type VisitNote,
} from "./round-room.ts";
import type { RoomValue } from "./same-value.ts";

/** A point of a round as a screen shows it. */
export interface RoundCard {
  readonly pointId: string;
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly customer: string;
  readonly accessNote: string;
  readonly medium: Medium;
  /** Both or neither. */
  readonly lat?: number;
  readonly lon?: number;
  /** The meter that was mounted when the round was made. */
  readonly meter?: { readonly key: string; readonly serial: string; readonly type: string };
  /** What it had said last then: registers with value and unit as text. */
  readonly last?: { readonly atMs: number; readonly values: readonly (readonly string[])[] };
  /** Who shall read it; absent: anybody. */
  readonly readerId?: string;
}

/** That a point is read, by whoever was first. */
export interface RoundRead extends ReadMark {
  readonly pointId: string;
  readonly by: string;
}

/** That a point was visited and could not be read; the last visit counts. */
export interface RoundVisit {
  readonly pointId: string;
  /** As in `VisitNote`. */
  readonly outcome: string;
  readonly text: string;
  readonly atMs: number;
  readonly by: string;
}

/** A round's room as a screen shows it. */
export interface RoundView {
  readonly name: string;
  readonly state: "open" | "closed";
  readonly createdAtMs: number;
  readonly dueAtMs?: number;
  /** By name. */
  readonly readers: readonly { readonly id: string; readonly name: string; readonly car: string }[];
  /** In the order they are driven. */
  readonly cards: readonly RoundCard[];
  readonly reads: readonly RoundRead[];
  /** Absent in what a phone kept of before there were visits. */
  readonly visits?: readonly RoundVisit[];
}

export function viewRound(doc: Y.Doc): RoundView {
  const head = roundOf(doc);
  const due = head.get("dueAtMs");
  return {
    name: textOf(head.get("name")),
    state: head.get("state") === "closed" ? "closed" : "open",
    createdAtMs: Number(head.get("createdAtMs") ?? 0),
    ...(typeof due === "number" ? { dueAtMs: due } : {}),
    readers: viewReaders(doc),
    cards: viewCards(doc),
    reads: viewReads(doc),
    visits: viewVisits(doc),
  };
}

/** When each point of the round was first read; marks of points that are not of it are left out. */
export function viewReads(doc: Y.Doc): readonly RoundRead[] {
  const cards = cardsOf(doc);
  return [...readPoints(doc)]
    .filter(([pointId]) => cards.has(pointId))
    .map(([pointId, mark]) => ({ pointId, ...mark }));
}

function viewVisits(doc: Y.Doc): readonly RoundVisit[] {
  const cards = cardsOf(doc);
  const last = new Map<string, RoundVisit>();
  for (const [id, value] of notesOf(doc).entries()) {
    if (!isVisitNote(id, value)) continue;
    const { pointId, outcome, text, atMs, by } = value as unknown as VisitNote;
    if (outcome === "read" || !cards.has(pointId) || (last.get(pointId)?.atMs ?? 0) > atMs) continue;
    last.set(pointId, { pointId, outcome, text, atMs, by });
  }
  return [...last.values()];
}

function viewReaders(doc: Y.Doc): RoundView["readers"] {
  return [...readersOf(doc).entries()]
    .filter(([id, reader]) => isReader(id, reader))
    .map(([id, reader]) => ({ id, ...(reader as { readonly name: string; readonly car: string }) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function viewCards(doc: Y.Doc): readonly RoundCard[] {
  const assigned = assignedOf(doc);
  return [...cardsOf(doc).entries()]
    .filter(([id, card]) => isCard(id, card))
    .map(([id, card]) => ({ id, card: card as unknown as Card }))
    .sort((a, b) => a.card.order - b.card.order || (a.id < b.id ? -1 : 1))
    .map(({ id, card }) => viewCard(id, card, assigned.get(id)));
}

function viewCard(pointId: string, card: Card, reader: RoomValue | undefined): RoundCard {
  const { number, address, postalCode, city, accessNote, customerName: customer, position, last } = card;
  return {
    pointId,
    number,
    address,
    postalCode,
    city,
    customer,
    accessNote,
    medium: MEDIA.find((one) => one === card.medium) ?? "other",
    ...(position ? { lat: position[0], lon: position[1] } : {}),
    ...(card.meter === null
      ? {}
      : {
          meter: {
            key: card.meter,
            serial: parseMeterKey(card.meter)?.id ?? card.meter,
            type: card.meterType,
          },
        }),
    ...(last ? { last } : {}),
    ...(typeof reader === "string" ? { readerId: reader } : {}),
  };
}

const textOf = (value: RoomValue | undefined): string => (typeof value === "string" ? value : "");
