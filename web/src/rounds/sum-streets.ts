import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { streetOf } from "../../../shared/rooms/share-out.ts";

/** A street of a round: what a supervisor gives away as one. */
export interface RoundStreet {
  /** Name and postal code, one line each: unlike any other street's. */
  readonly key: string;
  readonly name: string;
  readonly cards: readonly RoundCard[];
  readonly read: number;
  /** Whose its points are; `undefined` stands for anybody's. */
  readonly readerIds: readonly (string | undefined)[];
}

/** The streets of a round in the order they are driven. */
export function sumStreets(
  cards: readonly RoundCard[],
  isRead: (pointId: string) => boolean,
): readonly RoundStreet[] {
  const cardsByStreet = new Map<string, RoundCard[]>();
  for (const card of cards) {
    const key = streetOf(card);
    const own = cardsByStreet.get(key) ?? [];
    cardsByStreet.set(key, own);
    own.push(card);
  }
  return [...cardsByStreet].map(([key, own]) => ({
    key,
    name: key.split("\n")[0] ?? "",
    cards: own,
    read: own.filter(({ pointId }) => isRead(pointId)).length,
    readerIds: [...new Set(own.map(({ readerId }) => readerId))],
  }));
}

/** How much of a round is each reader's, and how much of that is read; without an id: anybody's. */
export interface ReaderShare {
  readonly id?: string;
  readonly name: string;
  readonly car: string;
  readonly points: number;
  readonly read: number;
}

export function sumReaders(
  cards: readonly RoundCard[],
  readers: readonly { readonly id: string; readonly name: string; readonly car: string }[],
  isRead: (pointId: string) => boolean,
): readonly ReaderShare[] {
  const counts = new Map<string | undefined, { points: number; read: number }>();
  for (const { pointId, readerId } of cards) {
    const count = counts.get(readerId) ?? { points: 0, read: 0 };
    counts.set(readerId, count);
    count.points += 1;
    if (isRead(pointId)) count.read += 1;
  }
  const named = readers.map((reader) => ({
    ...reader,
    ...(counts.get(reader.id) ?? { points: 0, read: 0 }),
  }));
  const free = counts.get(undefined);
  return free ? [...named, { name: "", car: "", ...free }] : named;
}
