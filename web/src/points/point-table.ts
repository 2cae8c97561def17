import type { ListField } from "../../../shared/blocks/list-columns.ts";
import { MEDIA, type Medium } from "../../../shared/model/medium.ts";
import type { WireChange, WirePoint } from "../../../shared/model/wire.ts";
import { type Latest, LatestTable } from "./latest-table.ts";
import { OwnColumns } from "./own-columns.ts";
import { wordsOf } from "./pack-words.ts";
import { searchTextOf } from "./search-text.ts";
import {
  type ListedPoint,
  packedText,
  packPoints,
  type ShardPack,
  textOf,
  unpackPoint,
} from "./shard-pack.ts";

/**
 * All points of the list. They lie in columns, shard by shard, and become objects only when looked at.
 * A row keeps its place until other shards are taken: what arrives changes rows, and what is new comes last.
 */
export class PointTable {
  readonly packs: readonly ShardPack[];
  readonly latest: LatestTable;
  /** The utility's own fields, by row. */
  readonly own: OwnColumns;
  /** First row of each pack. */
  readonly #starts: readonly number[];
  readonly #packed: number;
  /** What arrived since the packs were made, by row; rows behind the packs are new points. */
  readonly #edited = new Map<number, ListedPoint>();
  #rowById: Map<string, number> | undefined;
  #version = 0;
  count: number;

  constructor(packs: readonly ShardPack[] = [], latest?: LatestTable, own = new OwnColumns()) {
    this.packs = packs;
    this.own = own;
    const starts: number[] = [];
    let rows = 0;
    for (const { count } of packs) {
      starts.push(rows);
      rows += count;
    }
    this.#starts = starts;
    this.#packed = rows;
    this.count = rows;
    this.latest = latest ?? LatestTable.empty(rows);
  }

  /** A table of a few points as they are. */
  static of(points: readonly WirePoint[]): PointTable {
    const table = new PointTable(points.length === 0 ? [] : [packPoints(points)]);
    for (const [row, point] of points.entries()) table.latest.set(row, point.latest, point.meter?.hasKey);
    return table;
  }

  /** Counts up when a point was edited or is new. */
  get version(): number {
    return this.#version;
  }

  /** Rows that differ from the packs. */
  edited(): ReadonlyMap<number, ListedPoint> {
    return this.#edited;
  }

  at(row: number): WirePoint | undefined {
    const point = this.#listed(row);
    if (!point) return undefined;
    const latest = this.latest.at(row);
    return latest ? { ...point, latest } : point;
  }

  /** The points of all rows that are kept, as objects: for what works on a few of them. */
  listed(keeps?: Uint8Array): readonly WirePoint[] {
    const points: WirePoint[] = [];
    for (let row = 0; row < this.count; row++) {
      const point = keeps && keeps[row] !== 1 ? undefined : this.at(row);
      if (point) points.push(point);
    }
    return points;
  }

  idAt(row: number): string | undefined {
    return row < this.count ? this.text(row, "id") : undefined;
  }

  text(row: number, field: ListField): string {
    const edited = this.#edited.get(row);
    if (edited) return textOf(edited, field);
    const at = this.#packOf(row);
    const pack = this.packs[at];
    return pack ? packedText(pack, row - (this.#starts[at] ?? 0), field) : "";
  }

  medium(row: number): Medium {
    const edited = this.#edited.get(row);
    if (edited) return edited.medium;
    const at = this.#packOf(row);
    return MEDIA[this.packs[at]?.media[row - (this.#starts[at] ?? 0)] ?? -1] ?? "other";
  }

  isPriority(row: number): boolean {
    const edited = this.#edited.get(row);
    if (edited) return edited.isPriority ?? false;
    const at = this.#packOf(row);
    return this.packs[at]?.priorities[row - (this.#starts[at] ?? 0)] === 1;
  }

  /** Degrees; `NaN` when nobody has said where the point is. */
  place(row: number): readonly [lon: number, lat: number] {
    const edited = this.#edited.get(row);
    if (edited) return [edited.lon ?? Number.NaN, edited.lat ?? Number.NaN];
    const at = this.#packOf(row);
    const n = row - (this.#starts[at] ?? 0);
    return [this.packs[at]?.lons[n] ?? Number.NaN, this.packs[at]?.lats[n] ?? Number.NaN];
  }

  /** Every area that occurs, in the order of their letters. */
  areas(): readonly string[] {
    const areas = new Set<string>();
    for (let row = 0; row < this.count; row++) areas.add(this.text(row, "area"));
    areas.delete("");
    return [...areas].sort();
  }

  rowOf(pointId: string): number | undefined {
    this.#rowById ??= this.#indexIds();
    return this.#rowById.get(pointId);
  }

  /** Calls for each row whose search text has `words` in it. */
  eachFound(words: string, found: (row: number) => void): void {
    for (const [at, pack] of this.packs.entries()) {
      const start = this.#starts[at] ?? 0;
      eachFoundIn(pack, words, (n) => {
        if (!this.#edited.has(start + n)) found(start + n);
      });
    }
    for (const [row, point] of this.#edited) if (searchTextOf(point).includes(words)) found(row);
  }

  /** The rows these changes concern, and whether a point itself is new or edited. */
  apply(changes: readonly WireChange[]): { readonly touched: readonly number[]; readonly isEdited: boolean } {
    const touched: number[] = [];
    let isEdited = false;
    for (const change of changes) {
      const row =
        change.kind === "reading"
          ? this.#takeReading(change.pointId, change.latest)
          : this.#takePoint(change.point);
      if (row !== undefined) touched.push(row);
      isEdited ||= change.kind === "point";
    }
    if (isEdited) this.#version += 1;
    return { touched, isEdited };
  }

  /** A reading older than what is shown came late: it belongs to the history, not here. */
  #takeReading(pointId: string, latest: Latest): number | undefined {
    const row = this.rowOf(pointId);
    if (row === undefined || latest.atMs < this.latest.atMs(row)) return undefined;
    this.latest.set(row, latest);
    return row;
  }

  #takePoint({ latest, ...point }: WirePoint): number {
    const row = this.rowOf(point.id) ?? this.count;
    this.#rowById?.set(point.id, row);
    this.#edited.set(row, point);
    this.count = Math.max(this.count, row + 1);
    this.latest.set(row, latest, point.meter?.hasKey ?? false);
    return row;
  }

  #listed(row: number): ListedPoint | undefined {
    const edited = this.#edited.get(row);
    if (edited) return edited;
    const at = this.#packOf(row);
    const pack = this.packs[at];
    return pack && unpackPoint(pack, row - (this.#starts[at] ?? 0), this.latest.hasKey(row));
  }

  /** Place of the pack that holds a row; -1 when none does. */
  #packOf(row: number): number {
    if (!(row >= 0 && row < this.#packed)) return -1;
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #indexIds(): Map<string, number> {
    const rowById = new Map<string, number>();
    let row = 0;
    for (const pack of this.packs) {
      for (let n = 0; n < pack.count; n++) rowById.set(packedText(pack, n, "id"), row++);
    }
    for (const [edited, { id }] of this.#edited) rowById.set(id, edited);
    return rowById;
  }
}

/** The words lie behind one another in one text, so that looking through all of them is one walk. */
function eachFoundIn(pack: ShardPack, words: string, found: (n: number) => void): void {
  const { text, ends } = wordsOf(pack);
  let n = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at)) {
    while ((ends[n] ?? Infinity) <= at) n++;
    if (n >= ends.length) return;
    found(n);
    at = ends[n] ?? text.length;
    n++;
  }
}
