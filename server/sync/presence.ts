import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awareness from "y-protocols/awareness";
import * as Y from "yjs";
import type { RoomUser } from "./room-user.ts";

const MAX_STATE = 4_096;
/** A tab has one client id, and another after its document was thrown away. */
const MAX_CLIENTS = 8;

/** One seat at a room: the awareness states that came in through it are its own. */
export interface Seat {
  readonly user: RoomUser;
  hear(update: Uint8Array): void;
}

/**
 * Who else is here and what they are at ("Anna is editing"): never stored. A state says who it is
 * about in `user`; the relay writes that itself, so that nobody appears as somebody else.
 */
export class Presence {
  readonly #states = new awareness.Awareness(new Y.Doc());
  readonly #seatByClient = new Map<number, Seat>();
  readonly #seats = new Set<Seat>();

  constructor() {
    this.#states.setLocalState(null);
    this.#states.on(
      "update",
      (change: Record<"added" | "updated" | "removed", number[]>, origin: unknown) => {
        const update = awareness.encodeAwarenessUpdate(this.#states, [
          ...change.added,
          ...change.updated,
          ...change.removed,
        ]);
        for (const seat of this.#seats) if (seat !== origin) seat.hear(update);
      },
    );
  }

  enter(seat: Seat): void {
    this.#seats.add(seat);
    const clients = [...this.#states.getStates().keys()];
    if (clients.length > 0) seat.hear(awareness.encodeAwarenessUpdate(this.#states, clients));
  }

  leave(seat: Seat): void {
    this.#seats.delete(seat);
    const own = this.#clientsOf(seat);
    for (const client of own) this.#seatByClient.delete(client);
    awareness.removeAwarenessStates(this.#states, own, seat);
  }

  /** What a seat says of itself; what it repeats of others, or says too long, is passed over. */
  say(seat: Seat, update: Uint8Array): void {
    const own = this.#ownStates(seat, update);
    if (own) awareness.applyAwarenessUpdate(this.#states, own, seat);
  }

  close(): void {
    this.#states.destroy();
  }

  #clientsOf(seat: Seat): number[] {
    return [...this.#seatByClient].filter(([, owner]) => owner === seat).map(([client]) => client);
  }

  #ownStates(seat: Seat, update: Uint8Array): Uint8Array | undefined {
    const states: (readonly [client: number, clock: number, state: string])[] = [];
    try {
      const from = decoding.createDecoder(update);
      for (let left = decoding.readVarUint(from); left > 0; left--) {
        const [client, clock] = [decoding.readVarUint(from), decoding.readVarUint(from)];
        const state = signed(seat.user, decoding.readVarString(from));
        const owner = this.#seatByClient.get(client) ?? seat;
        if (owner !== seat || state === undefined) continue;
        if (!this.#seatByClient.has(client) && this.#clientsOf(seat).length >= MAX_CLIENTS) continue;
        this.#seatByClient.set(client, seat);
        states.push([client, clock, state]);
      }
    } catch {
      return undefined;
    }
    if (states.length === 0) return undefined;
    return encoding.encode((to) => {
      encoding.writeVarUint(to, states.length);
      for (const [client, clock, state] of states) {
        encoding.writeVarUint(to, client);
        encoding.writeVarUint(to, clock);
        encoding.writeVarString(to, state);
      }
    });
  }
}

function signed(user: RoomUser, text: string): string | undefined {
  if (text.length > MAX_STATE) return undefined;
  const state: unknown = JSON.parse(text);
  if (state === null) return text;
  if (typeof state !== "object" || Array.isArray(state)) return undefined;
  return JSON.stringify({ ...state, user: { id: user.personId, name: user.name } });
}
