import "fake-indexeddb/auto";
import { expect, it, vi } from "vitest";
import { Intake } from "./intake.ts";
import { RoundDesk } from "./round-desk.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase } from "./store/local-database.ts";

let loads = 0;
vi.mock("./field-rooms.ts", () => ({
  FieldRooms: class {
    constructor() {
      loads += 1;
      if (loads === 1) throw new TypeError("Failed to fetch dynamically imported module");
    }
  },
}));

it("fetches the rooms' part of the app again when that failed once", async () => {
  const database = new LocalDatabase("round-desk-1");
  const journal = new FrameJournal(database, { onWritten: () => undefined, onState: () => undefined });
  const intake = new Intake({
    database,
    journal,
    events: { onRead: () => undefined, onHeard: () => undefined },
  });
  const desk = new RoundDesk({ database, intake, say: () => undefined });
  const owner = { utility: "u1", personId: "p1" };
  await expect(desk.rooms(owner)).rejects.toThrow("dynamically imported");
  expect(await desk.rooms()).toBeDefined();
  await desk.rooms();
  expect(loads).toBe(2);
});
