import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import { Intake } from "../intake.ts";
import type { IntakeEvent } from "../intake-protocol.ts";
import { RoundDesk } from "../round-desk.ts";
import { VisitDesk } from "../visit-desk.ts";
import { FrameJournal } from "./frame-journal.ts";
import { LocalDatabase, type StoredRound } from "./local-database.ts";

const view = vi.hoisted(() => ({
  ...{ name: "North", state: "open", createdAtMs: 1, readers: [], reads: [] },
  cards: [
    { pointId: "p1", accessNote: "Code 4711" },
    { pointId: "p2", accessNote: "Beware of the dog" },
    { pointId: "p3", accessNote: "Key at no. 4" },
  ],
}));
vi.mock("../field-rooms.ts", () => ({
  FieldRooms: class {
    open = () => Promise.resolve(view);
  },
}));
afterEach(() => vi.unstubAllGlobals());

it("tells at the door what the office knows of access since the last Send/Receive, not since the round was made", async () => {
  const database = new LocalDatabase("access-notes-1");
  const journal = new FrameJournal(database, { onWritten: () => undefined, onState: () => undefined });
  const events = { onRead: () => undefined, onHeard: () => undefined };
  const intake = new Intake({ database, journal, events });
  const said: IntakeEvent[] = [];
  const desk = new RoundDesk({ database, intake, say: (event) => said.push(event) });
  const visits = new VisitDesk({
    ...{ database, intake, rooms: () => Promise.resolve(undefined) },
    onChange: () => Promise.resolve(),
  });
  await database.rounds.put({ id: "r1", room: "town/rounds/r1" } as StoredRound);
  await desk.rooms({ utility: "town", personId: "ada" });
  const notes = async () => {
    await desk.open("r1");
    const last = said.findLast((event) => event.kind === "round");
    return last?.kind === "round" ? last.round.cards.map(({ accessNote }) => accessNote) : [];
  };
  expect(await notes()).toEqual(["Code 4711", "Beware of the dog", "Key at no. 4"]);
  // The code is another one, the dog is dead, and the third point is no longer this reader's to see.
  const accessNotes = [
    ["p1", "Code 4712"],
    ["p2", ""],
  ];
  vi.stubGlobal("fetch", async (path: string) =>
    Response.json(path.endsWith("/expected") ? { points: [], accessNotes } : { meters: [] }),
  );
  await visits.receive(["r1"]);
  expect(await notes()).toEqual(["Code 4712", "", "Key at no. 4"]);
  // Without an answer the last one stays; with the round it goes.
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await visits.receive(["r1"]);
  expect(await notes()).toEqual(["Code 4712", "", "Key at no. 4"]);
  await visits.receive([]);
  expect(await notes()).toEqual(["Code 4711", "Beware of the dog", "Key at no. 4"]);
});
