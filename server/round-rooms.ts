import { formatRoomName, type RoomName } from "../shared/rooms/room-name.ts";
import {
  type Card,
  fillRound,
  mergeReadMarks,
  type NewRound,
  readersOf,
} from "../shared/rooms/round-room.ts";
import type { RoomValue } from "../shared/rooms/same-value.ts";
import type { PointIndex } from "./live/point-index.ts";
import type { Actor } from "./people-ports.ts";
import type { OldRound, RoundStore } from "./round-ports.ts";
import type { Relay } from "./sync/relay.ts";

export const roundRoomOf = (relay: Relay, id: string): RoomName => ({
  utility: relay.options.utility,
  kind: "round",
  id,
});

/** Makes the room of a new round: from then on the room is what everybody reads and writes. */
export async function createRound(
  relay: Relay,
  id: string,
  { round, by }: { readonly round: NewRound; readonly by: Actor },
): Promise<string> {
  const name = roundRoomOf(relay, id);
  await relay.edit({ by, rooms: [{ name, run: (doc) => fillRound(doc, round) }] });
  return formatRoomName(name);
}

/** What is known of these points now, in the order they are given. Unknown ones are left out. */
export async function makeCards(
  points: PointIndex,
  store: RoundStore,
  pointIds: readonly string[],
): Promise<ReadonlyMap<string, Card>> {
  const notes = await store.accessNotes(pointIds);
  const cards = new Map<string, Card>();
  for (const id of pointIds) {
    const found = points.find(id);
    if (!found) continue;
    const { row } = found;
    const isPlaced = row.lat !== undefined && row.lon !== undefined;
    cards.set(id, {
      order: cards.size,
      number: row.number,
      address: row.address,
      postalCode: row.postalCode,
      city: row.city,
      area: row.area,
      position: isPlaced ? [row.lat, row.lon] : null,
      medium: row.medium,
      customerName: row.customer,
      accessNote: notes.get(id) ?? "",
      meter: row.meter?.key ?? null,
      meterType: row.meter?.type ?? "",
      last: row.latest
        ? {
            atMs: row.latest.atMs,
            values: row.latest.values.map(({ register, value, unit }) => [register, value, unit]),
          }
        : null,
    });
  }
  return cards;
}

/** Rounds that were made before rounds had rooms get theirs, with who read what. Returns how many. */
export async function adoptRounds(
  relay: Relay,
  { points, store, names }: { points: PointIndex; store: RoundStore; names: ReadonlyMap<string, string> },
): Promise<number> {
  const old = await store.roomless();
  for (const round of old) {
    const cards = await makeCards(
      points,
      store,
      round.points.map(({ pointId }) => pointId),
    );
    const marks = new Map<string, RoomValue>(
      round.reads.map(({ pointId, personId, atMs }) => [
        `${pointId}/${personId || NOBODY}`,
        { atMs, via: "radio" },
      ]),
    );
    await relay.edit({
      by: { name: "server start", address: "", computer: "" },
      rooms: [
        {
          name: roundRoomOf(relay, round.id),
          run: (doc) => {
            if (readersOf(doc).size > 0) return;
            fillRound(doc, newRoundOf(round, cards, names));
            mergeReadMarks(doc, marks);
          },
        },
      ],
    });
  }
  return old.length;
}

/** Who read where nobody had to sign in. */
const NOBODY = "anybody";

function newRoundOf(
  { name, state, createdAtMs, points }: OldRound,
  cards: ReadonlyMap<string, Card>,
  names: ReadonlyMap<string, string>,
): NewRound {
  const assigned = new Map(
    points.flatMap(({ pointId, readerId }): [string, string][] =>
      readerId === undefined ? [] : [[pointId, readerId]],
    ),
  );
  const readers = new Map(
    [...new Set(assigned.values())].map((id) => [id, { name: names.get(id) ?? "", car: "" }]),
  );
  return {
    head: { name: name.trim() || "–", state, createdAtMs, dueAtMs: null, groupId: null },
    readers,
    cards,
    assigned,
  };
}
