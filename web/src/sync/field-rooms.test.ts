import { expect, it, vi } from "vitest";
import * as Y from "yjs";
import { cardsOf, readOf } from "../../../shared/rooms/round-room.ts";
import { FieldRooms } from "../field-rooms.ts";
import type { LocalRooms } from "../store/rooms.local.ts";

/** A round's room whose points come from the server with the first exchange, where they are not on the phone before. */
const server = vi.hoisted(() => ({ doc: undefined as unknown, exchanges: 0, fill: (): void => undefined }));
vi.mock("../open-rooms.ts", () => ({
  openRooms: () => ({
    subscribe: () => () => undefined,
    open: async () => ({ doc: server.doc, edit: (run: (doc: unknown) => void) => run(server.doc) }),
    leave: async () => undefined,
    async sendReceive() {
      server.exchanges += 1;
      server.fill();
      return { isDone: true };
    },
  }),
}));

const READ = { pointId: "p1", atMs: 1_500 };

it.each([
  { where: "on the phone before", isHere: true, exchanges: 1 },
  { where: "there only once the server has answered", isHere: false, exchanges: 2 },
])("ticks a read off when it is marked in a round whose points are $where", async ({ isHere, exchanges }) => {
  const doc = new Y.Doc();
  const fill = (): void => void cardsOf(doc).set("p1", { pointId: "p1" });
  Object.assign(server, { doc, exchanges: 0, fill });
  if (isHere) fill();
  const owner = { utility: "town", personId: "anna" };
  const events = { onRound: () => undefined, onReads: () => undefined };
  const rooms = new FieldRooms(owner, {} as LocalRooms, events);
  expect(await rooms.deliver("town/rounds/r", [READ])).toBe(true);
  // In whole seconds.
  expect(readOf(doc).get("p1/anna")).toEqual({ atMs: 1_000, via: "radio" });
  expect(server.exchanges).toBe(exchanges);
});
