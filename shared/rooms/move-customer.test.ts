import { describe, expect, it } from "vitest";
import { meterKeyOf } from "../model/meter-id.ts";
import { makeScaled } from "../model/scaled.ts";
import { editsOfMove, type Move } from "./move-customer.ts";
import { withField } from "./point-fields.ts";
import { type PointRecord, recordOf } from "./point-record.ts";

const MOUNTED = Date.parse("2024-05-01T00:00:00Z");
const MOVED = Date.parse("2026-03-15T00:00:00Z");

const record: PointRecord = {
  ...recordOf(
    {
      id: "p1",
      number: "1",
      address: "Engvej 1",
      postalCode: "5000",
      city: "Engby",
      area: "North",
      medium: "heat",
      intervalMinutes: 60,
      customerNumber: "17",
      customerName: "A. Jensen",
    },
    [
      {
        pointId: "p1",
        meter: meterKeyOf({ manufacturer: "KAM", id: "80000001", version: 0x34, deviceType: 0x04 }),
        type: "MULTICAL 403",
        mountedAtMs: MOUNTED,
        startValues: [{ register: "E1", unit: "kWh", value: makeScaled(0, 0) }],
        endValues: [],
      },
    ],
  ),
  customerPhone: "12345678",
};

const values = [{ register: "E1", unit: "kWh", value: makeScaled(12345, -1) }] as const;
const next = { customerNumber: "18", customerName: "B. Olsen", phone: "", email: "b@example.org" };
const move: Move = { atMs: MOVED, values, next, ids: { next: "o2", last: "o1" } };

function apply(to: PointRecord, what: Move): PointRecord {
  const edits = editsOfMove(to, what);
  if (!edits.ok) throw new Error(edits.error);
  let moved = to;
  for (const [field, value] of edits.value) {
    const said = withField(moved, field, value);
    if (!said) throw new Error(`${field} does not fit`);
    moved = said;
  }
  return moved;
}

describe("a move", () => {
  it("with an interim reading that no register can show is none", () => {
    const digits = (n: number) => [{ register: "E1", unit: "kWh", value: makeScaled(n, 0) }] as const;
    const fault = (n: number) => {
      const edits = editsOfMove(record, { ...move, values: digits(n) });
      return edits.ok ? undefined : edits.error;
    };
    expect(fault(99_999_999)).toBeUndefined();
    expect(fault(99_999_999_999)).toBe("move.beyond-register");
  });

  it("ends the customer that was only named, with the interim reading, and begins the next with the same", () => {
    const moved = apply(record, move);
    expect(moved.occupancies).toEqual([
      {
        id: "o1",
        customerNumber: "17",
        customerName: "A. Jensen",
        phone: "12345678",
        email: "",
        fromMs: MOUNTED,
        toMs: MOVED,
        startValues: record.segments[0]?.startValues,
        endValues: values,
      },
      { id: "o2", ...next, fromMs: MOVED, startValues: values, endValues: [] },
    ]);
    expect([moved.customerName, moved.customerNumber, moved.customerPhone, moved.customerEmail]).toEqual([
      "B. Olsen",
      "18",
      "",
      "b@example.org",
    ]);
  });

  it("out leaves nobody, and in again begins anew", () => {
    const { next: _next, ...out } = move;
    const empty = apply(record, out);
    expect([empty.customerName, empty.customerPhone]).toEqual(["", ""]);
    expect(empty.occupancies.map(({ toMs }) => toMs)).toEqual([MOVED]);
    const again = apply(empty, { ...move, atMs: MOVED + 86_400_000, ids: { next: "o3", last: "-" } });
    expect(again.occupancies.map(({ id, toMs }) => [id, toMs])).toEqual([
      ["o1", MOVED],
      ["o3", undefined],
    ]);
  });

  it("ends who was only listed after somebody left from then on, and not with what the first meter showed when it was put up", () => {
    const { next: _next, ...out } = move;
    const empty = apply(record, out);
    const later: Move = {
      ...move,
      atMs: MOVED + 86_400_000,
      next: { ...next, customerNumber: "19", customerName: "C. Holm" },
      ids: { next: "o3", last: "o2" },
    };
    const times = (moved: PointRecord) =>
      moved.occupancies.map(({ customerName, fromMs, startValues }) => [customerName, fromMs, startValues]);
    const begun = [["A. Jensen", MOUNTED, record.segments[0]?.startValues]];
    const ended = ["C. Holm", MOVED + 86_400_000, values];
    const other = { ...empty, customerNumber: "18", customerName: "B. Olsen" };
    expect(times(apply(other, later))).toEqual([...begun, ["B. Olsen", MOVED, []], ended]);
    // Who left and is listed still did not live there since.
    const same = { ...empty, customerNumber: "17", customerName: "A. Jensen" };
    expect(times(apply(same, later))).toEqual([...begun, ended]);
  });

  it("is refused before the present customer came, without a name, and where nobody moves at all", () => {
    const moved = apply(record, move);
    const fault = (to: PointRecord, what: Move) => {
      const edits = editsOfMove(to, what);
      return edits.ok ? undefined : edits.error;
    };
    expect(fault(moved, { ...move, ids: { next: "o3", last: "-" } })).toBe("move.before-start");
    expect(fault(record, { ...move, atMs: MOUNTED })).toBe("move.before-start");
    expect(fault(record, { ...move, next: { ...next, customerName: " " } })).toBe("move.no-name");
    expect(fault(record, { ...move, next: { ...next, email: "not a mail" } })).toBe("move.bad-email");
    const { next: _next, ...out } = move;
    expect(fault({ ...record, customerName: "", customerNumber: "" }, out)).toBe("move.nobody");
  });
});
