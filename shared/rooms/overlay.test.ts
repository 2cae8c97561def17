import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { writeChannel } from "../model/channel.ts";
import { mergeImport } from "./merge-import.ts";
import {
  addPoint,
  baseOf,
  editField,
  editsOf,
  foldEdits,
  removePoint,
  settleConflict,
  viewOf,
  viewPoint,
  writeBase,
} from "./overlay.ts";
import { occupancyField, type PointRecord, recordOf } from "./point-record.ts";
import { encodeOccupancy } from "./record-codec.ts";

const pointOf = (n: number, more: Partial<PointRecord> = {}): PointRecord => ({
  ...recordOf({
    id: `p-${n}`,
    number: `${10_000 + n}`,
    address: `Havnegade ${n}`,
    postalCode: "8000",
    city: "Aarhus",
    area: "north",
    medium: "heat",
    intervalMinutes: 60,
    customerNumber: `${n}`,
    customerName: `Customer ${n}`,
  }),
  ...more,
});

const anna = { by: "anna", atMs: 1_000 };
const bent = { by: "bent", atMs: 2_000 };
const importer = { by: "import", atMs: 3_000 };

const docWith = (...points: PointRecord[]): Y.Doc => {
  const doc = new Y.Doc();
  writeBase(doc, points);
  return doc;
};
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};
const exchange = (one: Y.Doc, other: Y.Doc): void => {
  const [fromOne, fromOther] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)];
  Y.applyUpdate(one, fromOther);
  Y.applyUpdate(other, fromOne);
};
const say = (doc: Y.Doc, field: string, value: string, who = anna) =>
  editField(doc, { id: "p-1", field, value }, who);
const conflictsAt = (doc: Y.Doc) => viewPoint(doc, "p-1")?.conflicts ?? [];

describe("how a register is shown", () => {
  const bar = writeChannel({
    register: "P1",
    name: "Inlet",
    scale: { digits: 1, exponent: -1 },
    offset: { digits: 0, exponent: 0 },
    unit: "bar",
  });

  it("is a field of its point like any other, folded and imported over", () => {
    const doc = docWith(pointOf(1));
    expect(say(doc, "channel:P1", bar)).toBe(true);
    expect(viewPoint(doc, "p-1")?.record.custom).toEqual({ "channel:P1": bar });
    foldEdits(doc);
    const next = pointOf(1, { address: "Havnegade 1 A" });
    mergeImport(doc, [{ next, previous: pointOf(1) }], importer);
    expect(viewPoint(doc, "p-1")?.record).toMatchObject({
      address: "Havnegade 1 A",
      custom: { "channel:P1": bar },
    });
    expect(editField(doc, { id: "p-1", field: "channel:P1", value: null }, anna)).toBe(true);
    expect(viewPoint(doc, "p-1")?.record.custom).toEqual({});
  });

  it("is refused where it is no channel, of no momentary register, or comes as a field of the utility's own", () => {
    const doc = docWith(pointOf(1));
    expect(say(doc, "channel:P1", "{}")).toBe(false);
    expect(say(doc, "channel:E1", bar)).toBe(false);
    expect(say(doc, "custom:channel:P1", bar)).toBe(false);
    expect(viewPoint(doc, "p-1")?.record.custom).toEqual({});
  });
});

describe("edits over base records", () => {
  it("show at once and leave the base as it is", () => {
    const doc = docWith(pointOf(1));
    const base = baseOf(doc).get("p-1");
    expect(say(doc, "accessNote", "key at no. 4")).toBe(true);
    expect(viewPoint(doc, "p-1")?.record.accessNote).toBe("key at no. 4");
    expect(baseOf(doc).get("p-1")).toBe(base);
    expect(editsOf(doc).get("p-1/accessNote")).toEqual(["key at no. 4", "", "anna", 1_000]);
  });

  it("of two desks offline merge field by field", () => {
    const one = docWith(pointOf(1));
    const other = copyOf(one);
    say(one, "accessNote", "ring twice", anna);
    say(other, "customerName", "Jensen", bent);
    exchange(one, other);
    expect(viewPoint(one, "p-1")?.record).toMatchObject({ accessNote: "ring twice", customerName: "Jensen" });
    expect(viewOf(other)).toEqual(viewOf(one));
  });

  it("that do not fit the field are refused and change nothing", () => {
    const doc = docWith(pointOf(1));
    const before = Y.encodeStateAsUpdate(doc);
    const at = (field: string, value: never) => editField(doc, { id: "p-1", field, value }, anna);
    expect(at("medium", "lava" as never)).toBe(false);
    expect(at("intervalMinutes", 0 as never)).toBe(false);
    expect(at("position", [91, 0] as never)).toBe(false);
    expect(at("position", [56, Number.NaN] as never)).toBe(false);
    expect(at("area", "south" as never)).toBe(false);
    expect(at("id", "p-2" as never)).toBe(false);
    expect(at("customerEmail", "not a mail" as never)).toBe(false);
    expect(at("custom:", "x" as never)).toBe(false);
    expect(at("custom:a/b", "x" as never)).toBe(false);
    expect(at("occupancy:o-1", new Uint8Array([1, 2]) as never)).toBe(false);
    expect(editField(doc, { id: "nowhere", field: "city", value: "x" }, anna)).toBe(false);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it("of an e-mail address are taken where it is one or none, and what was written before such a rule is still read", () => {
    const doc = docWith({ ...pointOf(1), customerEmail: "not a mail" });
    const shown = () => viewPoint(doc, "p-1")?.record.customerEmail;
    expect(shown()).toBe("not a mail");
    for (const value of ["ida+meter@example.org", ""]) {
      expect(editField(doc, { id: "p-1", field: "customerEmail", value }, anna)).toBe(true);
      expect(shown()).toBe(value);
    }
    editsOf(doc).set("p-1/customerEmail", ["old mail", "", "anna", 5]);
    expect(shown()).toBe("old mail");
  });

  it("of occupancies, positions and custom fields come and go", () => {
    const doc = docWith(pointOf(1));
    const occupancy = {
      id: "o-1",
      customerNumber: "77",
      customerName: "Hansen",
      phone: "",
      email: "",
      fromMs: 5_000,
      startValues: [],
      endValues: [],
    };
    const at = (field: string, value: Parameters<typeof editField>[1]["value"]) =>
      editField(doc, { id: "p-1", field, value }, anna);
    expect(at(occupancyField(occupancy), encodeOccupancy(occupancy))).toBe(true);
    expect(at("position", [56.15, 10.2])).toBe(true);
    expect(at("custom:meter room", "cellar")).toBe(true);
    expect(viewPoint(doc, "p-1")?.record).toMatchObject({
      occupancies: [occupancy],
      lat: 56.15,
      lon: 10.2,
      custom: { "meter room": "cellar" },
    });
    at("position", null);
    at("custom:meter room", null);
    at(occupancyField(occupancy), null);
    expect(viewPoint(doc, "p-1")?.record).toEqual(pointOf(1));
  });

  it("add a point that no import knows, and take one away, before and after the fold", () => {
    const doc = docWith(pointOf(1));
    addPoint(doc, pointOf(2), anna);
    editField(doc, { id: "p-2", field: "city", value: "Viborg" }, anna);
    removePoint(doc, "p-1", bent);
    const seen = () => [...viewOf(doc)].map(([id, { record }]) => [id, record.city]);
    expect(seen()).toEqual([["p-2", "Viborg"]]);
    foldEdits(doc);
    expect(seen()).toEqual([["p-2", "Viborg"]]);
    expect([...baseOf(doc).keys()]).toEqual(["p-2"]);
    expect(editsOf(doc).size).toBe(0);
  });
});

describe("a base that changed under an edit", () => {
  it("is a conflict that says both values, who and when, and the edit stands meanwhile", () => {
    const doc = docWith(pointOf(1));
    say(doc, "customerName", "Jensen");
    writeBase(doc, [pointOf(1, { customerName: "Jessen" })]);
    expect(viewPoint(doc, "p-1")?.record.customerName).toBe("Jensen");
    expect(conflictsAt(doc)).toEqual([
      {
        field: "customerName",
        edited: "Jensen",
        base: "Jessen",
        replaced: "Customer 1",
        by: "anna",
        atMs: 1_000,
      },
    ]);
    foldEdits(doc);
    expect(conflictsAt(doc)).toHaveLength(1);
  });

  it("to what the edit said anyway is none", () => {
    const doc = docWith(pointOf(1));
    say(doc, "customerName", "Jensen");
    writeBase(doc, [pointOf(1, { customerName: "Jensen" })]);
    expect(conflictsAt(doc)).toEqual([]);
    foldEdits(doc);
    expect(editsOf(doc).size).toBe(0);
  });

  it.each([
    ["mine", "Jensen"],
    ["base", "Jessen"],
  ] as const)("is settled by keeping %s", (keep, name) => {
    const doc = docWith(pointOf(1));
    say(doc, "customerName", "Jensen");
    writeBase(doc, [pointOf(1, { customerName: "Jessen" })]);
    settleConflict(doc, { id: "p-1", field: "customerName", keep }, bent);
    expect(conflictsAt(doc)).toEqual([]);
    foldEdits(doc);
    expect(viewPoint(doc, "p-1")?.record.customerName).toBe(name);
    expect(editsOf(doc).size).toBe(0);
  });

  it("by the fold of the same person's earlier edit is no conflict", () => {
    const server = docWith(pointOf(1));
    const phone = copyOf(server);
    say(phone, "accessNote", "ring");
    exchange(server, phone);
    foldEdits(server);
    say(phone, "accessNote", "ring twice");
    say(phone, "accessNote", "ring three times");
    exchange(server, phone);
    expect(conflictsAt(server)).toEqual([]);
    expect(viewPoint(server, "p-1")?.record.accessNote).toBe("ring three times");
    expect(viewOf(phone)).toEqual(viewOf(server));
  });
});

describe("folding edits into the base", () => {
  it("changes nothing that anybody sees", () => {
    const doc = docWith(pointOf(1), pointOf(2), pointOf(3));
    say(doc, "accessNote", "ring");
    editField(doc, { id: "p-3", field: "city", value: "Viborg" }, bent);
    const before = [...viewOf(doc)].map(([id, { record }]) => [id, record]);
    foldEdits(doc);
    expect([...viewOf(doc)].map(([id, { record }]) => [id, record])).toEqual(before);
    expect(editsOf(doc).size).toBe(0);
  });

  it("loses no edit that arrives from somebody who has not heard of it", () => {
    const server = docWith(pointOf(1));
    const phone = copyOf(server);
    say(server, "city", "Viborg", bent);
    foldEdits(server);
    say(phone, "accessNote", "ring");
    exchange(server, phone);
    expect(viewPoint(server, "p-1")?.record).toMatchObject({ city: "Viborg", accessNote: "ring" });
    expect(viewOf(phone)).toEqual(viewOf(server));
  });
});

describe("imports", () => {
  const hundred = (more: Partial<PointRecord> = {}) =>
    Array.from({ length: 100 }, (_, n) => pointOf(n, more));

  it("that say the same 366 times leave the room exactly as it was", () => {
    const doc = docWith(...hundred());
    say(doc, "accessNote", "ring");
    const before = Y.encodeStateAsUpdate(doc);
    for (let day = 0; day < 366; day++) {
      const points = hundred().map((next) => ({ next, previous: next }));
      expect(mergeImport(doc, points, importer)).toEqual({ written: 0, buried: [] });
    }
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it("that still say what they always said do not undo an edit that was folded", () => {
    const doc = docWith(pointOf(1));
    say(doc, "customerName", "Jensen");
    foldEdits(doc);
    mergeImport(doc, [{ next: pointOf(1), previous: pointOf(1) }], importer);
    expect(viewPoint(doc, "p-1")?.record.customerName).toBe("Jensen");
    expect(conflictsAt(doc)).toEqual([]);
  });

  it("write only the fields that the source changed", () => {
    const doc = docWith(pointOf(1));
    say(doc, "customerName", "Jensen");
    foldEdits(doc);
    mergeImport(doc, [{ next: pointOf(1, { city: "Viborg" }), previous: pointOf(1) }], importer);
    expect(viewPoint(doc, "p-1")?.record).toMatchObject({ customerName: "Jensen", city: "Viborg" });
    expect(conflictsAt(doc)).toEqual([]);
  });

  it("that change what people changed too make a conflict, before and after the fold", () => {
    for (const isFolded of [false, true]) {
      const doc = docWith(pointOf(1));
      say(doc, "customerName", "Jensen");
      if (isFolded) foldEdits(doc);
      mergeImport(doc, [{ next: pointOf(1, { customerName: "Jessen" }), previous: pointOf(1) }], importer);
      expect(viewPoint(doc, "p-1")?.record.customerName).toBe("Jensen");
      expect(conflictsAt(doc)).toMatchObject([{ edited: "Jensen", base: "Jessen", replaced: "Customer 1" }]);
    }
  });

  it("that bury a folded edit under a conflict say so, because the room can show only two of three values", () => {
    const server = docWith(pointOf(1));
    const phone = copyOf(server);
    [server.clientID, phone.clientID] = [1, 2];
    say(server, "city", "Viborg", bent);
    foldEdits(server);
    say(phone, "city", "Skive", anna);
    exchange(server, phone);
    const next = pointOf(1, { city: "Randers" });
    expect(mergeImport(server, [{ next, previous: pointOf(1) }], importer).buried).toEqual([
      { id: "p-1", field: "city", stands: "Skive", value: "Viborg" },
    ]);
    expect(conflictsAt(server)).toMatchObject([{ edited: "Skive", base: "Randers" }]);
  });
});
