/** What a room's map may hold under one key: nothing that merges on its own, so that a key is the unit of merging. */
export type RoomValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly RoomValue[]
  | { readonly [name: string]: RoomValue };

const MAX_DEPTH = 6;

/** Whether something read from a room is such a value: shared types, bigints and functions are not. */
export function isRoomValue(value: unknown, depth = MAX_DEPTH): value is RoomValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.every((one) => isRoomValue(one, depth - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every((one) => isRoomValue(one, depth - 1));
}

/** Equal in content. `undefined` (nothing under that key) equals only itself. */
export function sameValue(a: RoomValue | undefined, b: RoomValue | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b);
  }
  const [one, other] = [Object.entries(a), Object.entries(b)];
  if (Array.isArray(a) !== Array.isArray(b) || one.length !== other.length) return false;
  const valueByName = new Map(other);
  return one.every(([name, value]) => valueByName.has(name) && sameValue(value, valueByName.get(name)));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const BRIEF = 32;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A value to recognise it by: itself when it is short, else its length and a 32-bit FNV-1a hash. Two
 * long values of one field that share both are taken for the same; at worst a conflict is not asked
 * about.
 */
export function briefOf(value: RoomValue): RoomValue {
  if (typeof value === "string" && value.length > BRIEF) {
    return `~${value.length}:${hashOf(Array.from(value, (letter) => letter.codePointAt(0) ?? 0))}`;
  }
  return value instanceof Uint8Array ? `~${value.length}:${hashOf(value)}` : value;
}

function hashOf(codes: Iterable<number>): string {
  let hash = FNV_OFFSET;
  for (const code of codes) hash = Math.imul(hash ^ code, FNV_PRIME);
  return (hash >>> 0).toString(16);
}
