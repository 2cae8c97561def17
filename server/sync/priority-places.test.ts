import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { addPoint, editField } from "../../shared/rooms/overlay.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";
import { PriorityPlaces } from "./priority-places.ts";
import type { Trial } from "./room-document.ts";

const who = { by: "anna", atMs: 1 };
/** A room with one point, said to be kept every so many minutes. */
function room(id: string, minutes: number): Y.Doc {
  const doc = new Y.Doc();
  const point = {
    ...{ id, number: id, address: "", postalCode: "", city: "", area: "north" },
    ...{ medium: "heat" as const, intervalMinutes: 60, customerNumber: "", customerName: "" },
  };
  addPoint(doc, recordOf(point), who);
  editField(doc, { id, field: "intervalMinutes", value: minutes }, who);
  return doc;
}
const trialOf = (id: string) =>
  ({ step: { changes: [{ part: "edits", key: `${id}/intervalMinutes` }] } }) as unknown as Trial;

describe("the five hundred priority points", () => {
  it("are five hundred: the next one is refused, whoever asks", () => {
    let count = 499;
    const places = new PriorityPlaces({ isPriority: () => false, countPriority: () => count });
    const first = places.promise(room("a", 5), trialOf("a"));
    expect(first).toEqual({ refused: [], ids: ["a"] });
    // Another desk, before the first one is on disk.
    const second = places.promise(room("b", 5), trialOf("b"));
    expect(second.refused).toEqual([{ part: "edits", key: "b/intervalMinutes", reason: "priority-full" }]);
    count = 500;
    places.release(first.ids);
    expect(places.promise(room("b", 1), trialOf("b")).refused).toHaveLength(1);
    // An ordinary interval takes no place.
    expect(places.promise(room("c", 6), trialOf("c"))).toEqual({ refused: [], ids: [] });
    count = 499;
    expect(places.promise(room("b", 5), trialOf("b")).ids).toEqual(["b"]);
  });

  it("may be changed while they are all taken", () => {
    const places = new PriorityPlaces({ isPriority: (id) => id === "a", countPriority: () => 500 });
    expect(places.promise(room("a", 2), trialOf("a"))).toEqual({ refused: [], ids: [] });
  });
});
