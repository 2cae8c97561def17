import "fake-indexeddb/auto";
import { expect, it, vi } from "vitest";
import { Intake } from "./intake.ts";
import type { IntakeEvent } from "./intake-protocol.ts";
import { RoundDesk } from "./round-desk.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase, type StoredRead } from "./store/local-database.ts";

const card = (pointId: string) => ({ pointId, number: "", address: "", medium: "heat" });
const VIEW = {
  name: "Monday",
  state: "open",
  createdAtMs: 0,
  readers: [],
  cards: ["p1", "p2", "p3"].map(card),
  reads: [],
};

vi.mock("./field-rooms.ts", () => ({
  FieldRooms: class {
    open = () => Promise.resolve(VIEW);
    mark = () => Promise.resolve();
  },
}));

it("says the first read at once and those right after it together, each once", async () => {
  const database = new LocalDatabase("round-desk-pace");
  const journal = new FrameJournal(database, { onWritten: () => undefined, onState: () => undefined });
  const intake = new Intake({ database, journal, events: { onRead: () => undefined } });
  const said: (readonly string[])[] = [];
  const say = (event: IntakeEvent): void => {
    if (event.kind === "reads") said.push(event.reads.map(({ pointId }) => pointId));
  };
  const desk = new RoundDesk({ database, intake, say });
  await desk.rooms({ utility: "u1", personId: "me" });
  const numbers = { points: 3, read: 0, minePoints: 3, mineRead: 0, fetchedAtMs: 0, createdAtMs: 0 };
  await database.rounds.put({ id: "r1", room: "round/r1", name: "Monday", ...numbers });
  expect(await desk.open("r1")).toBeUndefined();
  const read = (pointId: string): StoredRead => ({ roundId: "r1", pointId, atMs: 1, isSent: 0 });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  for (const id of ["p1", "p2", "p3", "p2"]) await desk.take([read(id)]);
  expect(said).toEqual([["p1"]]);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([["p1"], ["p2", "p3"]]);
  vi.useRealTimers();
});
