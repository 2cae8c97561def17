import { MEDIA } from "../../../shared/model/medium.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { PointColumn } from "./point-criteria.ts";
import { pointStateRank } from "./point-state.ts";

/** Places of the points in ascending order of a column; points without a value come last. */
export function orderPoints(
  points: readonly WirePoint[],
  column: PointColumn,
  languageTag: string,
): Uint32Array {
  const keys = keysOf(points, column, languageTag);
  return Uint32Array.from(points.keys()).sort((a, b) => {
    const x = keys[a] ?? 0;
    const y = keys[b] ?? 0;
    return x < y ? -1 : x > y ? 1 : a - b;
  });
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
export function isAbsent(point: WirePoint, column: PointColumn): boolean {
  if (column === "value") return point.latest?.values[0] === undefined;
  if (column === "age") return point.latest === undefined;
  if (column === "type" || column === "serial") return point.meter === undefined;
  return column === "customer" ? point.customer === "" : column === "address" && point.address === "";
}

function keysOf(points: readonly WirePoint[], column: PointColumn, languageTag: string): Float64Array {
  switch (column) {
    case "address":
      return addressKeys(points, languageTag);
    case "customer":
      return textKeys(
        points.map((point) => point.customer),
        languageTag,
      );
    case "number":
      return textKeys(
        points.map((point) => point.number),
        languageTag,
      );
    case "type":
      return textKeys(
        points.map((point) => point.meter?.type ?? ""),
        languageTag,
      );
    case "serial":
      return textKeys(
        points.map((point) => point.meter?.serial ?? ""),
        languageTag,
      );
    case "medium":
      return Float64Array.from(points, (point) => MEDIA.indexOf(point.medium));
    case "status":
      return Float64Array.from(points, (point) => pointStateRank(point.latest));
    case "value":
      return Float64Array.from(points, (point) =>
        Number(point.latest?.values[0]?.value ?? Number.POSITIVE_INFINITY),
      );
    case "age":
      return Float64Array.from(points, (point) =>
        point.latest ? -point.latest.atMs : Number.POSITIVE_INFINITY,
      );
  }
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
function addressKeys(points: readonly WirePoint[], languageTag: string): Float64Array {
  const parts = points.map((point) => ADDRESS.exec(point.address) ?? [point.address, point.address]);
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
