import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { closeUtility, openUtility } from "../../server/open-utility.ts";
import { importPoints } from "../../server/sync/write-points.ts";
import type { Utility } from "../../server/utilities.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import { addPoint, editField, editKey, editsOf, GONE, removePoint } from "../../shared/rooms/overlay.ts";
import { segmentField } from "../../shared/rooms/point-record.ts";
import { encodeSegment } from "../../shared/rooms/record-codec.ts";
import { Client, person, pointOf, system } from "../support/relay-world.ts";

const NORTH = "KAM-90000001-34-04" as MeterKey;
const SOUTH = "KAM-90000002-34-04" as MeterKey;
/** The same maker and number: its frames are taken for the other's. */
const SOUTH_TOO = "KAM-90000002-35-04" as MeterKey;
const MAY = Date.UTC(2026, 4, 1);
const JUNE = Date.UTC(2026, 5, 1);
const WHO = { by: "anna", atMs: 5 };

const hung = (pointId: string, meter: MeterKey, mountedAtMs: number, removedAtMs?: number): Segment => ({
  ...{ pointId, meter, type: "", mountedAtMs, startValues: [], endValues: [] },
  ...(removedAtMs === undefined ? {} : { removedAtMs }),
});

let dataFolder = "";
let utility: Utility;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-elsewhere-"));
  const opened = await openUtility({
    ...{ dataFolder, utility: "town", masterKey: new Uint8Array(32), report: () => undefined },
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  utility = opened.value;
  await importPoints(utility.rooms, {
    source: "billing",
    records: [
      pointOf(1, { segments: [hung("p-1", NORTH, MAY)] }),
      pointOf(2, { area: "south", segments: [hung("p-2", SOUTH, MAY)] }),
    ],
    by: system,
  });
  const { store } = utility;
  const reading = {
    meter: SOUTH,
    atMs: MAY + 1,
    values: [],
    status: [],
    marks: [],
    source: "radio",
  } as const;
  await store.readings.commit({
    ...{ decodedSeq: 0, outcomes: [], formats: [] },
    readings: [{ ...reading, receiver: "mast" }],
  });
});
afterEach(async () => {
  await closeUtility(utility);
  rmSync(dataFolder, { recursive: true, force: true });
});

async function say(area: "north" | "south", write: (doc: Y.Doc) => void) {
  const client = new Client(person("anna", "superuser", [area]), utility.rooms);
  await client.open(`town/${area}/points/1`);
  return client.say(write);
}

const put = (segment: Segment) => (doc: Y.Doc) =>
  editField(doc, { id: segment.pointId, field: segmentField(segment), value: encodeSegment(segment) }, WHO);

const REFUSED = { type: "refused", reason: "meter-elsewhere" };

describe("what a meter said at a point of another area", () => {
  it.each([
    ["a meter's time there, made an own point's", hung("p-1", SOUTH, 0)],
    ["a part of it that is over", hung("p-1", SOUTH, MAY, JUNE)],
    ["what will come of it", hung("p-1", SOUTH, JUNE)],
    ["a meter that only calls itself otherwise", hung("p-1", SOUTH_TOO, 0)],
  ])("is not had by an edit that says %s", async (_, segment) => {
    expect(await say("north", put(segment))).toMatchObject(REFUSED);
    expect(utility.points.segmentsOf("p-1").map(({ meter }) => meter)).toEqual([NORTH]);
    expect((await utility.store.points.segments("p-1")).map(({ meter }) => meter)).toEqual([NORTH]);
  });

  it("nor by a new point with that meter, nor by a longer time of one that hung here before", async () => {
    const made = pointOf(9, { segments: [hung("p-9", SOUTH, 0)] });
    expect(await say("north", (doc) => addPoint(doc, made, WHO))).toMatchObject(REFUSED);
    // It hung in the north until it came to the south.
    expect(await say("north", put(hung("p-1", SOUTH, 0, MAY)))).toMatchObject({ type: "saved" });
    expect(await say("north", put(hung("p-1", SOUTH, 0, MAY + 1)))).toMatchObject(REFUSED);
    expect(await say("north", put(hung("p-1", SOUTH, 0, MAY - 1)))).toMatchObject({ type: "saved" });
  });

  it("nor after that point was taken away, but from then on; nor does it come back over what another has since", async () => {
    expect(await say("south", (doc) => removePoint(doc, "p-2", WHO))).toMatchObject({ type: "saved" });
    expect(await say("north", put(hung("p-1", SOUTH, MAY)))).toMatchObject(REFUSED);
    const now = Date.now() + 60_000;
    expect(await say("north", put(hung("p-1", SOUTH, now)))).toMatchObject({ type: "saved" });
    const back = await say("south", (doc) => editsOf(doc).delete(editKey("p-2", GONE)));
    expect(back).toMatchObject(REFUSED);
    expect(utility.points.find("p-2")).toBeUndefined();
  });

  it("nor by an edit that was cleared before it came, which is said again for its writer", async () => {
    const theft = hung("p-1", SOUTH, 0);
    const at = { id: "p-1", field: segmentField(theft) };
    const client = new Client(person("anna", "superuser", ["north"]), utility.rooms);
    await client.open("town/north/points/1");
    // Says it without knowing of what is said under the same key; of the two the lower number gives way.
    const late = new Y.Doc();
    Y.applyUpdate(late, Y.encodeStateAsUpdate(client.doc));
    const known = Y.encodeStateVector(late);
    late.clientID = 2;
    put(theft)(late);
    client.doc.clientID = 3;
    const key = editKey(at.id, at.field);
    const nothing = (doc: Y.Doc) => editsOf(doc).set(key, [null, null, WHO.by, WHO.atMs]);
    expect(await client.say(nothing)).toMatchObject({ type: "saved" });
    expect(await client.say((doc) => editsOf(doc).delete(key))).toMatchObject({ type: "saved" });
    expect(await client.send(Y.encodeStateAsUpdate(late, known))).toMatchObject(REFUSED);
    expect(utility.points.segmentsOf("p-1").map(({ meter }) => meter)).toEqual([NORTH]);
    expect((await utility.store.points.segments("p-1")).map(({ meter }) => meter)).toEqual([NORTH]);
  });

  it("nor by two desks of two areas that take a spare meter in the same moment: the first has it, the second is refused", async () => {
    const spare = "KAM-90000003-34-04" as MeterKey;
    const answers = await Promise.all([
      say("north", put(hung("p-1", spare, JUNE))),
      say("south", put(hung("p-2", spare, JUNE + 1))),
    ]);
    expect(answers.map(({ type }) => type).toSorted()).toEqual(["refused", "saved"]);
    expect(answers.find(({ type }) => type === "refused")).toMatchObject(REFUSED);
    expect(utility.points.mountingsOf(spare)).toHaveLength(1);
    // What came to nothing holds nobody up.
    const other =
      answers[0]?.type === "saved" ? hung("p-1", NORTH, MAY, JUNE + 2) : hung("p-2", SOUTH, MAY, JUNE + 2);
    const area = answers[0]?.type === "saved" ? "north" : "south";
    expect(await say(area, put(other))).toMatchObject({ type: "saved" });
    const third = "KAM-90000004-34-04" as MeterKey;
    expect(await say("north", put(hung("p-1", third, JUNE)))).toMatchObject({ type: "saved" });
  });

  it("while the own meter's end, and taking it back, are taken", async () => {
    expect(await say("north", put(hung("p-1", NORTH, MAY, JUNE)))).toMatchObject({ type: "saved" });
    expect(await say("north", put(hung("p-1", NORTH, MAY)))).toMatchObject({ type: "saved" });
    expect(await say("south", (doc) => removePoint(doc, "p-2", WHO))).toMatchObject({ type: "saved" });
    const back = await say("south", (doc) => editsOf(doc).delete(editKey("p-2", GONE)));
    expect(back).toMatchObject({ type: "saved" });
  });
});
