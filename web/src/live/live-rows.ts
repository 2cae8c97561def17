import {
  type Channel,
  type Channels,
  channelsOf,
  type ShownValue,
  showValue,
} from "../../../shared/model/channel.ts";
import { isFlags, REGISTERS, type Register } from "../../../shared/model/register.ts";
import { compareScaled, parseScaled, type Scaled, subtractScaled } from "../../../shared/model/scaled.ts";
import type { WirePoint, WireValue } from "../../../shared/model/wire.ts";
import type { WireLivePoint } from "../../../shared/model/wire-live.ts";
import { type PointState, pointStateOf } from "../points/point-state.ts";

/** A value as it is shown, and when it was said. */
export interface LiveValue extends ShownValue {
  readonly atMs: number;
  /** What the meter said; nothing for a value that is reckoned from two. */
  readonly said?: Pick<WireValue, "value" | "unit">;
  /** What it is shown by. */
  readonly channel?: Channel;
}

/** A priority point as it stands: every momentary register with the last its meter said of it. */
export interface LiveRow {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly status: readonly string[];
  readonly atMs: number | undefined;
  readonly values: ReadonlyMap<Register, LiveValue>;
  /** P1 − P2, where both are shown in one unit. */
  readonly apart: LiveValue | undefined;
}

/** What was said of each register last: a reading of a few registers leaves the others' as they were. */
export type Told = ReadonlyMap<Register, WireValue & { readonly atMs: number }>;

type Latest = NonNullable<WirePoint["latest"]>;

export function tell(told: Told, { atMs, values }: Pick<Latest, "atMs" | "values">): Told {
  const next = new Map(told);
  for (const value of values) {
    const known = next.get(value.register);
    if (isShown(value.register) && !(known && known.atMs > atMs))
      next.set(value.register, { ...value, atMs });
  }
  return next;
}

const isShown = (register: Register): boolean => REGISTERS[register].kind === "instant" && !isFlags(register);

/** Priority points are heard every five minutes: after four that were missed, one is silent. */
const LIVE_SILENT_MS = 20 * 60_000;

export function liveRowOf(
  point: WireLivePoint,
  { told, latest }: { readonly told: Told; readonly latest: Pick<Latest, "atMs" | "status"> | undefined },
  channels: Channels = channelsOf(point.channels),
): LiveRow {
  const values = new Map<Register, LiveValue>();
  for (const [register, { value, unit, atMs }] of told) {
    const scaled = parseScaled(value);
    if (!scaled) continue;
    const channel = channels.get(register);
    const shown = showValue({ register, value: scaled, unit }, channels);
    values.set(register, { ...shown, atMs, said: { value, unit }, ...(channel ? { channel } : {}) });
  }
  const name = point.address || point.number;
  return {
    id: point.id,
    name,
    place: [name === point.number ? "" : point.number, point.area].filter((text) => text !== "").join(" · "),
    status: latest?.status ?? [],
    atMs: latest?.atMs,
    values,
    apart: apartOf(values.get("P1"), values.get("P2")),
  };
}

function apartOf(p1: LiveValue | undefined, p2: LiveValue | undefined): LiveValue | undefined {
  if (!p1 || !p2 || p1.unit !== p2.unit) return undefined;
  const { mark: _, said: __, channel: ___, ...shown } = p1;
  return { ...shown, name: "", value: subtractScaled(p1.value, p2.value), atMs: Math.min(p1.atMs, p2.atMs) };
}

/** What a point's mark says, most urgent first; `limit`: one of its values lies outside its limits. */
export const LIVE_STATES = ["plant", "limit", "measurement", "service", "silent", "none", "fine"] as const;
export type LiveState = (typeof LIVE_STATES)[number];

/** A value of long ago is no alarm of now: a silent point is silent, whatever it said last. */
export function liveStateOf({ status, atMs, values }: LiveRow, nowMs: number): LiveState {
  if (atMs === undefined) return "none";
  if (nowMs - atMs > LIVE_SILENT_MS) return "silent";
  const state: PointState = pointStateOf({ atMs, status }, nowMs);
  const isOut = [...values.values()].some(({ mark }) => mark !== undefined);
  return state === "plant" || !isOut ? state : "limit";
}

/** The shape of a state: a value outside its limits has the one of what matters to measuring. */
export const shapeOf = (state: LiveState): PointState => (state === "limit" ? "measurement" : state);

/** Columns of the live view: registers in this order first, then whatever else somebody's meter tells. */
export type LiveColumn = Register | "apart";
const FIRST: readonly LiveColumn[] = ["P1", "P2", "apart", "t1", "t2", "flow1", "power1", "P+", "tWater"];

export function columnsOf(rows: readonly LiveRow[]): readonly LiveColumn[] {
  const found = new Set<LiveColumn>();
  for (const { values, apart } of rows) {
    for (const register of values.keys()) found.add(register);
    if (apart) found.add("apart");
  }
  const rank = (column: LiveColumn): number =>
    (FIRST.indexOf(column) + FIRST.length + 1) % (FIRST.length + 1);
  return [...found].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

export const valueAt = (row: LiveRow, column: LiveColumn): LiveValue | undefined =>
  column === "apart" ? row.apart : row.values.get(column);

export type LiveOrder = LiveColumn | "name" | "state" | "age";

export interface LiveSort {
  readonly by: LiveOrder;
  readonly isDescending: boolean;
}

/** Rows that say nothing in a column stand last, whichever way it is turned. */
export function sortRows(
  rows: readonly LiveRow[],
  { by, isDescending }: LiveSort,
  { nowMs, languageTag }: { readonly nowMs: number; readonly languageTag: string },
): readonly LiveRow[] {
  const collator = new Intl.Collator(languageTag, { numeric: true });
  const byName = (a: LiveRow, b: LiveRow): number =>
    collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  const turn = isDescending ? -1 : 1;
  if (by === "name") return [...rows].sort((a, b) => turn * byName(a, b));
  if (by === "state") {
    const rank = (row: LiveRow): number => LIVE_STATES.indexOf(liveStateOf(row, nowMs));
    return [...rows].sort((a, b) => turn * (rank(a) - rank(b)) || byName(a, b));
  }
  const keyOf = (row: LiveRow): Scaled | undefined => {
    if (by !== "age") return valueAt(row, by)?.value;
    return row.atMs === undefined ? undefined : { digits: nowMs - row.atMs, exponent: 0 };
  };
  return [...rows].sort((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (!x || !y) return Number(!x) - Number(!y) || byName(a, b);
    return turn * compareScaled(x, y) || byName(a, b);
  });
}

/** Whether every word of it stands in the row's name, number or area. */
export function matchesText({ name, place }: LiveRow, text: string): boolean {
  const said = `${name} ${place}`.toLocaleLowerCase();
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** How many points are in which state. */
export function countStates(rows: readonly LiveRow[], nowMs: number): ReadonlyMap<LiveState, number> {
  const counts = new Map<LiveState, number>();
  for (const row of rows) {
    const state = liveStateOf(row, nowMs);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

/** Everything but what is fine asks for a look. */
export const asksForLook = (state: LiveState): boolean => state !== "fine";
