import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { fitsRoom } from "./room-rules.ts";
import {
  assignedOf,
  type Card,
  cardsOf,
  fillRound,
  markRead,
  mergeReadMarks,
  notesOf,
  readersOf,
  readOf,
  readPoints,
  roundOf,
  type VisitNote,
} from "./round-room.ts";
import type { RoomValue } from "./same-value.ts";

const cardOf = (n: number): Card => ({
  order: n,
  number: `${n}`,
  address: `Havnegade ${n}`,
  postalCode: "8000",
  city: "Aarhus",
  area: "north",
  position: [56.15, 10.2],
  medium: "heat",
  customerName: "Jensen",
  accessNote: "",
  meter: "KAM-90000001-34-04",
  meterType: "MULTICAL 403",
  last: { atMs: 5, values: [["E1", "12.5", "kWh"]] },
});
const ids = Array.from({ length: 1_200 }, (_, n) => `p-${n}`);
const round = {
  head: { name: "November", state: "open", createdAtMs: 1, dueAtMs: 9, groupId: null } as const,
  readers: new Map([["carl", { name: "Carl", car: "1" }]]),
  cards: new Map(ids.map((id, n) => [id, cardOf(n)])),
  assigned: new Map(ids.slice(0, 600).map((id) => [id, "carl"])),
};

describe("a new round", () => {
  it("has its cards, readers and assignments, each in its place and of a shape the relay takes", () => {
    const doc = new Y.Doc();
    fillRound(doc, round);
    expect(roundOf(doc).toJSON()).toEqual(round.head);
    expect(cardsOf(doc).size).toBe(1_200);
    expect(assignedOf(doc).size).toBe(600);
    for (const map of [roundOf(doc), readersOf(doc), cardsOf(doc), assignedOf(doc)]) {
      const part = [...doc.share].find(([, type]: [string, object]) => type === map)?.[0] ?? "";
      for (const [key, value] of map.entries()) expect(fitsRoom("round", { part, key }, value)).toBe(true);
    }
  });

  it("travels in pieces that the relay takes, however many points it has", () => {
    const doc = new Y.Doc();
    const sizes: number[] = [];
    doc.on("update", (update: Uint8Array) => sizes.push(update.length));
    fillRound(doc, round);
    expect(Math.max(...sizes)).toBeLessThan(262_144);
  });

  it("takes notes of a visit, and nothing that only looks like one", () => {
    const doc = new Y.Doc();
    const note: VisitNote = {
      pointId: "p-1",
      outcome: "no-access",
      text: "dog",
      by: "carl",
      atMs: 5,
      photos: [],
    };
    notesOf(doc).set("n-1", note);
    const fits = (value: RoomValue) => fitsRoom("round", { part: "notes", key: "n-1" }, value);
    expect(fits(notesOf(doc).get("n-1") ?? null)).toBe(true);
    expect(fits({ ...note, extra: 1 })).toBe(false);
    expect(fits({ ...note, atMs: "5" })).toBe(false);
    expect(fits("dog")).toBe(false);
  });
});

describe("what several cars have read", () => {
  const marks = fc.array(
    fc.record({
      pointId: fc.constantFrom("p-1", "p-2", "p-3"),
      by: fc.constantFrom("carl", "dora", "erik"),
      atMs: fc.nat(100),
    }),
    { maxLength: 20 },
  );

  it("is the same in whatever order the cars meet, with the first time of each point", () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 6 }), (all, turn) => {
        const cars = [0, 1, 2].map((car) => {
          const doc = new Y.Doc();
          for (const [n, { atMs, ...at }] of all.entries())
            if (n % 3 === car)
              markRead(doc, { pointId: at.pointId, by: `${at.by}-${car}` }, { atMs, via: "radio" });
          return doc;
        });
        const meet = (order: readonly number[]) => {
          const doc = new Y.Doc();
          for (const car of order) {
            const other = cars[car % 3];
            if (other) mergeReadMarks(doc, new Map(readOf(other).entries()));
          }
          return readOf(doc).toJSON();
        };
        expect(meet([turn, turn + 1, turn + 2, turn])).toEqual(meet([0, 1, 2]));
      }),
    );
  });

  it("counts a point once and takes no word back", () => {
    const doc = new Y.Doc();
    markRead(doc, { pointId: "p-1", by: "carl" }, { atMs: 8, via: "radio" });
    markRead(doc, { pointId: "p-1", by: "carl" }, { atMs: 3, via: "optical" });
    const heard = new Map<string, RoomValue>([
      ["p-1/dora", { atMs: 5, via: "radio" }],
      ["p-1/carl", { atMs: 1, via: "radio" }],
      ["p-2/dora", { atMs: 1, via: "telepathy" }],
      ["nonsense", { atMs: 1, via: "radio" }],
    ]);
    expect(mergeReadMarks(doc, heard)).toBe(1);
    expect(readPoints(doc)).toEqual(new Map([["p-1", { atMs: 5, via: "radio", by: "dora" }]]));
  });
});
