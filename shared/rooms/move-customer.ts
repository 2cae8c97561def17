import type { NotedValue } from "../model/reading.ts";
import { beyondRegister } from "../model/register-digits.ts";
import { err, ok, type Result } from "../model/result.ts";
import { isSayable } from "./point-fields.ts";
import { type Occupancy, occupancyField, type PointRecord } from "./point-record.ts";
import { encodeOccupancy } from "./record-codec.ts";
import type { RoomValue } from "./same-value.ts";
import { unwrittenCustomer } from "./unwritten-customer.ts";

/** Somebody moves out and, unless the place stays empty, somebody else in (DESIGN D3). */
export interface Move {
  /** UTC milliseconds; from here on it is the next customer's. */
  readonly atMs: number;
  /** The meter's registers at that moment: they end one bill and begin the next. One with bounds stays an estimate on both. */
  readonly values: readonly NotedValue[];
  /** Absent: nobody moves in. */
  readonly next?: Pick<Occupancy, "customerNumber" | "customerName" | "phone" | "email">;
  /** Ids for what is new: of the next occupancy, and of the last one where none was written down yet. */
  readonly ids: { readonly next: string; readonly last: string };
}

export type MoveFault =
  /** Before the present customer moved in, or the same moment. */
  | "move.before-start"
  /** Nobody lives here and nobody moves in. */
  | "move.nobody"
  | "move.no-name"
  /** No register could show one of the values. */
  | "move.beyond-register"
  | "move.bad-email";

type FieldEdits = readonly (readonly [field: string, value: RoomValue])[];

/**
 * What has to be said of a point for a move, field by field. Where a customer is known but no
 * occupancy, theirs is written down first, from the first meter's mounting on.
 */
export function editsOfMove(record: PointRecord, move: Move): Result<FieldEdits, MoveFault> {
  const unwritten = unwrittenCustomer(record);
  const open =
    record.occupancies.find(({ toMs }) => toMs === undefined) ??
    (unwritten && { id: move.ids.last, ...unwritten });
  if (!open && !move.next) return err("move.nobody");
  const fault = faultOf(move);
  if (fault) return err(fault);
  const newest = Math.max(
    ...record.occupancies.map(({ fromMs, toMs }) => toMs ?? fromMs),
    Number.NEGATIVE_INFINITY,
  );
  if (move.atMs < newest || (open && move.atMs <= open.fromMs)) return err("move.before-start");
  const { next } = move;
  const edits: (readonly [string, RoomValue])[] = [];
  const say = (occupancy: Occupancy): void => {
    edits.push([occupancyField(occupancy), encodeOccupancy(occupancy)]);
  };
  if (open) say({ ...open, toMs: move.atMs, endValues: move.values });
  if (next) say({ id: move.ids.next, ...next, fromMs: move.atMs, startValues: move.values, endValues: [] });
  edits.push(
    ["customerName", next?.customerName ?? ""],
    ["customerNumber", next?.customerNumber ?? ""],
    ["customerPhone", next?.phone ?? ""],
    ["customerEmail", next?.email ?? ""],
  );
  return ok(edits);
}

function faultOf({ next, values }: Move): MoveFault | undefined {
  if (next?.customerName.trim() === "") return "move.no-name";
  if (next && !isSayable("customerEmail", next.email)) return "move.bad-email";
  return beyondRegister(values) ? "move.beyond-register" : undefined;
}
