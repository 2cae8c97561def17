/** A way along pipes: metering points in the order in which the water passes them, under a name. */

import type { Medium } from "./medium.ts";
import { err, ok, type Result } from "./result.ts";
import type { WireSeries, WireValue } from "./wire.ts";

export interface PathStop {
  readonly pointId: string;
  /** Metres above the sea, where somebody said it. */
  readonly heightM?: number;
}

export interface PressurePath {
  readonly id: string;
  readonly name: string;
  readonly stops: readonly PathStop[];
}

/** Registers that are pressures. */
export const PRESSURE_REGISTERS = ["P1", "P2"] as const;

export const MOST_STOPS = 40;
const LONGEST_NAME = 120;
/** Heights above the sea that a stop can have, metres. */
export const HEIGHTS_M = { lowest: -430, highest: 9000 } as const;

export type PathFault = "name" | "stops" | "height";

/** A path in a body; each point stands in it once. */
export function readPath(
  id: string,
  said: { readonly name: unknown; readonly stops: unknown },
): Result<PressurePath, PathFault> {
  const name = typeof said.name === "string" ? said.name.trim() : "";
  if (name === "" || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) return err("name");
  if (!Array.isArray(said.stops) || said.stops.length < 2 || said.stops.length > MOST_STOPS)
    return err("stops");
  const stops: PathStop[] = [];
  for (const given of said.stops as readonly unknown[]) {
    const stop = readStop(given);
    if (typeof stop === "string") return err(stop);
    if (stops.some(({ pointId }) => pointId === stop.pointId)) return err("stops");
    stops.push(stop);
  }
  return ok({ id, name, stops });
}

function readStop(given: unknown): PathStop | PathFault {
  if (typeof given !== "object" || given === null) return "stops";
  const { pointId, heightM } = given as { pointId?: unknown; heightM?: unknown };
  if (typeof pointId !== "string" || pointId === "" || pointId.length > 200) return "stops";
  if (heightM === undefined || heightM === null) return { pointId };
  return typeof heightM === "number" && isHeightM(heightM) ? { pointId, heightM } : "height";
}

export const isHeightM = (heightM: number): boolean =>
  heightM >= HEIGHTS_M.lowest && heightM <= HEIGHTS_M.highest;

/** `GET /api/v1/paths`: those of which one sees every point. */
export interface WirePaths {
  readonly paths: readonly PressurePath[];
}

/** How long an info code stood, as far as readings tell. UTC milliseconds. */
export interface StatusSpan {
  readonly status: string;
  /** The first reading with it; absent where it stood in the first reading that was looked at already. */
  readonly fromMs?: number;
  /** The first reading without it, or when its meter was taken down; absent while it stands. */
  readonly toMs?: number;
}

/** A stop with what it measured. */
export interface WireProfileStop extends PathStop {
  /** Address, or number where there is none. */
  readonly name: string;
  readonly medium: Medium;
  /** Degrees; both or neither. */
  readonly lat?: number;
  readonly lon?: number;
  readonly channels: Readonly<Record<string, string>>;
  /** P1 and P2 as far as its meter's newest reading tells them, whenever that was. */
  readonly last?: { readonly atMs: number; readonly values: readonly WireValue[] };
  /** P1 and P2, as far as its meters have them. */
  readonly series: WireSeries;
  /** What its meters reported of the pressure (`pressure-drop` …) and that stood within the time. */
  readonly events?: readonly StatusSpan[];
}

/** `GET /api/v1/paths/:id/profile?from=<ms>&to=<ms>`: at most seven days. */
export interface WireProfile {
  readonly path: PressurePath;
  readonly timeZone: string;
  readonly stops: readonly WireProfileStop[];
}
