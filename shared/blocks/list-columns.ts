/**
 * A room's points as columns in memory. Apart from their bytes (`list-pack.ts`, `list-delta.ts`), which only workers and
 * the server read and write: a page that shows a list does not load those.
 */
import { MEDIA, type Medium } from "../model/medium.ts";

export const LIST_FIELDS = [
  "id",
  "number",
  "address",
  "postalCode",
  "city",
  "area",
  "customer",
  "customerNumber",
  "meterKey",
  "meterType",
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** What a list shows of a point beside its readings. */
export interface ListLine extends Readonly<Record<ListField, string>> {
  readonly medium: Medium;
  /** Only where it is a priority point. */
  readonly isPriority?: true;
  /** Degrees, WGS 84; both or neither. */
  readonly lat?: number;
  readonly lon?: number;
}

/** The same as columns: entry n of each belongs to point n. */
export interface ListColumns {
  readonly count: number;
  /** All texts: all points' first field of `LIST_FIELDS`, then all points' second one … */
  readonly text: string;
  /** Where each text ends: field f of point n is number `f × count + n`. */
  readonly ends: Uint32Array;
  /** Degrees, WGS 84; `NaN` where nobody has said where the point is. */
  readonly lats: Float64Array;
  readonly lons: Float64Array;
  /** Places in `MEDIA`. */
  readonly media: Uint8Array;
  /** 1 where a point is a priority point. */
  readonly priorities: Uint8Array;
}

export function listColumnsOf(lines: readonly ListLine[]): ListColumns {
  const ends = new Uint32Array(lines.length * LIST_FIELDS.length);
  const texts: string[] = [];
  let [at, end] = [0, 0];
  for (const field of LIST_FIELDS) {
    for (const line of lines) {
      texts.push(line[field]);
      end += line[field].length;
      ends[at++] = end;
    }
  }
  return {
    count: lines.length,
    text: texts.join(""),
    ends,
    lats: Float64Array.from(lines, ({ lat }) => lat ?? Number.NaN),
    lons: Float64Array.from(lines, ({ lon }) => lon ?? Number.NaN),
    media: Uint8Array.from(lines, ({ medium }) => MEDIA.indexOf(medium)),
    priorities: Uint8Array.from(lines, (line) => Number(line.isPriority ?? false)),
  };
}

/** One text of point n. */
export function listTextOf({ text, ends, count }: ListColumns, n: number, field: ListField): string {
  const at = LIST_FIELDS.indexOf(field) * count + n;
  return text.slice(at === 0 ? 0 : ends[at - 1], ends[at]);
}
