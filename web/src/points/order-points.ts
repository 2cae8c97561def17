import type { ListField } from "../../../shared/blocks/list-columns.ts";
import { MEDIA } from "../../../shared/model/medium.ts";
import type { PointColumn } from "./point-criteria.ts";
import { pointStateRank } from "./point-state.ts";
import type { PointTable } from "./point-table.ts";
import { serialOf } from "./shard-pack.ts";

/** Rows in ascending order of a column; points without a value come last. */
export function orderPoints(all: PointTable, column: PointColumn, languageTag: string): Uint32Array {
  return sortKeys(keysOf(all, column, languageTag));
}

/** Rows by their keys, the smallest first; equal ones stay as they lie. */
export const sortKeys = (keys: Float64Array): Uint32Array => sortWhole(keys) ?? sortAny(keys);

const sortAny = (keys: Float64Array): Uint32Array =>
  Uint32Array.from(keys.keys()).sort((a, b) => {
    const x = keys[a] ?? 0;
    const y = keys[b] ?? 0;
    return x < y ? -1 : x > y ? 1 : a - b;
  });

/** Whole keys and their rows as one number each, which sorts ten times as fast; `undefined` when they do not fit. */
function sortWhole(keys: Float64Array): Uint32Array | undefined {
  const { length } = keys;
  const isFit = keys.every(
    (key) => key >= 0 && Number.isInteger(key) && key < Number.MAX_SAFE_INTEGER / (length + 1),
  );
  if (!isFit) return undefined;
  const sorted = keys.map((key, row) => key * length + row).sort();
  return Uint32Array.from(sorted, (both) => both % length);
}

/** The same order backwards; points without a value stay last. */
export function reverseOrder(order: Uint32Array, isAbsent: (place: number) => boolean): Uint32Array {
  const backwards = order.slice().reverse();
  const firstPresent = backwards.findIndex((place) => !isAbsent(place));
  if (firstPresent <= 0) return backwards;
  const turned = new Uint32Array(backwards.length);
  turned.set(backwards.subarray(firstPresent));
  turned.set(backwards.subarray(0, firstPresent).reverse(), backwards.length - firstPresent);
  return turned;
}

/** Whether a point has nothing to be ordered by in this column. */
export function isAbsent(all: PointTable, row: number, column: PointColumn): boolean {
  if (column === "value") return all.latest.mainValue(row) === undefined;
  if (column === "age") return Number.isNaN(all.latest.atMs(row));
  const field = FIELD_BY_COLUMN[column];
  return field !== undefined && column !== "number" && all.text(row, field) === "";
}

const FIELD_BY_COLUMN: Partial<Readonly<Record<PointColumn, ListField>>> = {
  address: "address",
  customer: "customer",
  customerNumber: "customerNumber",
  number: "number",
  area: "area",
  type: "meterKey",
  serial: "meterKey",
};

const textsOf = (all: PointTable, field: ListField): readonly string[] =>
  Array.from({ length: all.count }, (_, row) => all.text(row, field));

const numbersOf = (all: PointTable, numberAt: (row: number) => number): Float64Array =>
  Float64Array.from({ length: all.count }, (_, row) => numberAt(row));

function keysOf(all: PointTable, column: PointColumn, languageTag: string): Float64Array {
  switch (column) {
    case "address":
      return addressKeys(textsOf(all, "address"), languageTag);
    case "customer":
    case "customerNumber":
    case "number":
    case "area":
      return textKeys(textsOf(all, column), languageTag);
    case "type":
      return textKeys(textsOf(all, "meterType"), languageTag);
    case "serial": {
      const serials = textsOf(all, "meterKey").map((key) => (key === "" ? "" : serialOf(key).serial));
      return textKeys(serials, languageTag);
    }
    case "medium":
      return numbersOf(all, (row) => MEDIA.indexOf(all.medium(row)));
    case "status":
      return statusKeys(all);
    case "value":
      return numbersOf(all, (row) => all.latest.mainValue(row) ?? Number.POSITIVE_INFINITY);
    case "age":
      return numbersOf(all, (row) => {
        const atMs = all.latest.atMs(row);
        return Number.isNaN(atMs) ? Number.POSITIVE_INFINITY : -atMs;
      });
  }
}

function statusKeys(all: PointTable): Float64Array {
  const { latest } = all;
  const rankByPlace = latest.statusSets.map((status) => pointStateRank({ status }));
  const none = pointStateRank(undefined);
  return numbersOf(all, (row) =>
    Number.isNaN(latest.atMs(row)) ? none : (rankByPlace[latest.statusPlace(row)] ?? none),
  );
}

/** Each text's rank in the language's order. Equal texts are compared once, which is what makes it fast. */
function textKeys(texts: readonly string[], languageTag: string): Float64Array {
  const collator = new Intl.Collator(languageTag);
  const compare = texts.every(isDigits) ? compareDigits : collator.compare;
  const unique = [...new Set(texts)].sort((a, b) => Number(a === "") - Number(b === "") || compare(a, b));
  const rankByText = new Map(unique.map((text, rank) => [text, rank]));
  return Float64Array.from(texts, (text) => rankByText.get(text) ?? 0);
}

const isDigits = (text: string): boolean => /^\d*$/.test(text);
/** Serial numbers need no language. */
const compareDigits = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

/** Street, house number, and what is left: a letter, a floor, a door. */
const ADDRESS = /^(.*?)(?:\s+(\d+)\s*(.*))?$/;

/** Street in the language's order, then the house number as a number, then letter, floor and door. */
function addressKeys(addresses: readonly string[], languageTag: string): Float64Array {
  const parts = addresses.map((address) => ADDRESS.exec(address) ?? [address, address]);
  const streets = textKeys(
    parts.map(([, street = ""]) => street),
    languageTag,
  );
  const doors = textKeys(
    parts.map(([, , , door = ""]) => sortableDoor(door)),
    languageTag,
  );
  const doorsSpan = 1 + doors.reduce((highest, rank) => Math.max(highest, rank), 0);
  return streets.map((street, i) => {
    const house = Math.min(Number(parts[i]?.[2] ?? 0), 99_999);
    const door = parts[i]?.[3] ? 1 + (doors[i] ?? 0) : 0;
    return (street * 100_000 + house) * (doorsSpan + 1) + door;
  });
}

/** The ground floor (Danish "st", German "EG") lies below the first. */
const sortableDoor = (door: string): string => door.toLowerCase().replace(/\b(st|eg)\b/, "0");
