import type { WireChange, WirePoint } from "../../../shared/model/wire.ts";
import { type SearchedPoints, searchTextOf } from "./filter-points.ts";

/**
 * The list's points as plain rows. A row keeps its place for as long as the list is not loaded again:
 * what arrives changes rows, and what is new comes last.
 */
export class PointRows {
  #points: WirePoint[] = [];
  #texts: string[] | undefined;
  readonly #rowById = new Map<string, number>();

  replace(points: readonly WirePoint[]): void {
    this.#points = [...points];
    this.#texts = undefined;
    this.#rowById.clear();
    for (const [row, point] of points.entries()) this.#rowById.set(point.id, row);
  }

  /** A value of its own each time, so that whoever watches sees that something changed. */
  all(): SearchedPoints {
    return { points: this.#points, texts: () => this.texts() };
  }

  /** What is searched: made once, at the first search or in a quiet moment before it. */
  texts(): readonly string[] {
    this.#texts ??= this.#points.map(searchTextOf);
    return this.#texts;
  }

  at(row: number): WirePoint | undefined {
    return this.#points[row];
  }

  rowOf(pointId: string): number | undefined {
    return this.#rowById.get(pointId);
  }

  /** The rows these changes concern, and whether a point itself is new or edited. */
  apply(changes: readonly WireChange[]): { readonly touched: readonly number[]; readonly isEdited: boolean } {
    const touched: number[] = [];
    let isEdited = false;
    for (const change of changes) {
      const row = change.kind === "reading" ? this.#takeReading(change) : this.#takePoint(change.point);
      if (row !== undefined) touched.push(row);
      isEdited ||= change.kind === "point";
    }
    if (isEdited) this.#points = [...this.#points];
    return { touched, isEdited };
  }

  /** A reading older than what is shown came late: it belongs to the history, not here. */
  #takeReading({ pointId, latest }: Extract<WireChange, { kind: "reading" }>): number | undefined {
    const row = this.#rowById.get(pointId);
    const known = row === undefined ? undefined : this.#points[row];
    if (row === undefined || !known || latest.atMs < (known.latest?.atMs ?? 0)) return undefined;
    this.#points[row] = { ...known, latest };
    return row;
  }

  #takePoint(point: WirePoint): number {
    const row = this.#rowById.get(point.id) ?? this.#points.length;
    this.#rowById.set(point.id, row);
    this.#points[row] = point;
    if (this.#texts) this.#texts[row] = searchTextOf(point);
    return row;
  }
}
