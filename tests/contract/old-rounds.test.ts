import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeUtility, openUtility } from "../../server/open-utility.ts";
import { migrations } from "../../server/store/migrations/index.ts";
import { openDatabase } from "../../server/store/open-database.ts";
import { assignedOf, cardsOf, readersOf, readOf, roundOf } from "../../shared/rooms/round-room.ts";

/** The last schema in which a round was three tables and no room. */
const BEFORE = 4;
const MASTER_KEY = new Uint8Array(32).fill(7);

let dataFolder = "";
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-old-"));
  mkdirSync(join(dataFolder, "town"));
  const opened = openDatabase(join(dataFolder, "town", "store.db"));
  if (!opened.ok) throw new Error(opened.error.kind);
  for (const { sql } of migrations.slice(0, BEFORE)) opened.value.exec(sql);
  opened.value.exec(`PRAGMA user_version=${BEFORE};
    INSERT INTO points (id, number, address, postal_code, city, area, medium, interval_minutes,
      customer_number, customer_name) VALUES
      ('p1', '1', 'Havnegade 1', '8000', 'Aarhus', 'North', 'heat', 60, '', 'Jensen'),
      ('p2', '2', 'Havnegade 2', '8000', 'Aarhus', 'North', 'heat', 60, '', 'Hansen');
    INSERT INTO rounds VALUES ('r1', 'October', 'open', 1700000000000);
    INSERT INTO round_points VALUES ('r1', 1, 'p1', 'anna'), ('r1', 0, 'p2', NULL);
    INSERT INTO round_reads VALUES ('r1', 'p1', 1700000005000, 'anna');`);
  opened.value.close();
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

it("a round of before rooms keeps its points, readers and what was read, once", async () => {
  for (const start of ["first", "second"]) {
    const complaints: string[] = [];
    const opened = await openUtility({
      dataFolder,
      utility: "town",
      masterKey: MASTER_KEY,
      report: (text) => complaints.push(text),
    });
    if (!opened.ok) throw new Error(opened.error.kind);
    const { rooms, store } = opened.value;
    await rooms.use({ utility: "town", kind: "round", id: "r1" }, ({ doc }) => {
      expect(roundOf(doc).toJSON(), start).toMatchObject({
        name: "October",
        state: "open",
        createdAtMs: 1_700_000_000_000,
      });
      expect(cardsOf(doc).get("p2")).toMatchObject({
        order: 0,
        address: "Havnegade 2",
        customerName: "Hansen",
      });
      expect(assignedOf(doc).toJSON()).toEqual({ p1: "anna" });
      expect([...readersOf(doc).keys()]).toEqual(["anna"]);
      expect(readOf(doc).toJSON()).toEqual({ "p1/anna": { atMs: 1_700_000_005_000, via: "radio" } });
    });
    expect(await store.rounds.shares()).toEqual([
      { roundId: "r1", points: 1, read: 0 },
      { roundId: "r1", readerId: "anna", points: 1, read: 1 },
    ]);
    expect(complaints).toEqual([]);
    await closeUtility(opened.value);
  }
});
