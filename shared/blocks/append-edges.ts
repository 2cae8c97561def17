import type { Register } from "../model/register.ts";
import type { CountMonth } from "./month-columns.ts";
import { type CountsBeside, edgesOf, type RegisterEdge } from "./month-edges.ts";
import { compareRegisters } from "./month-readings.ts";

/**
 * The edges of a month that got later rows, out of those it had and the rows alone: what `edgesOf` would say of the
 * whole month. `undefined` where that cannot be told without looking at all of it: a counter that falls, or was
 * edited or estimated beside a moment, on either side.
 */
export function appendEdges(
  older: readonly RegisterEdge[],
  later: CountMonth,
  momentsMs: readonly number[],
): RegisterEdge[] | undefined {
  const newer = edgesOf(later, momentsMs);
  const joined: RegisterEdge[] = [];
  for (const register of registersOf(older, newer)) {
    const before = older.find((one) => one.register === register);
    const after = newer.find((one) => one.register === register);
    const edge = before && after ? joinEdge(before, after) : (before ?? after);
    if (!edge) return undefined;
    joined.push(edge);
  }
  return joined;
}

function registersOf(older: readonly RegisterEdge[], newer: readonly RegisterEdge[]): Register[] {
  const all = new Set([...older, ...newer].map(({ register }) => register));
  return [...all].sort(compareRegisters);
}

function joinEdge(older: RegisterEdge, newer: RegisterEdge): RegisterEdge | undefined {
  if (!older.isSteady || !newer.isSteady || newer.first < older.last) return undefined;
  if (older.unit !== newer.unit || older.exponent !== newer.exponent) return undefined;
  return {
    ...older,
    last: newer.last,
    beside: older.beside.map((one, n) => joinBeside(one, newer.beside[n] ?? one)),
  };
}

/** Before a moment the newer side stands, where it has a count there; after it the older one, where that has. */
function joinBeside(older: CountsBeside, newer: CountsBeside): CountsBeside {
  const before = Number.isNaN(newer.beforeMs) ? older : newer;
  const after = Number.isNaN(older.afterMs) ? newer : older;
  return { before: before.before, beforeMs: before.beforeMs, after: after.after, afterMs: after.afterMs };
}
