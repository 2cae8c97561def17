import { productOf } from "../../shared/codecs/drivers/find-driver.ts";
import type { SpareMeter } from "../../shared/model/meter-exchange.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import { type MeterState, meterStateOf, type StockRow } from "../../shared/model/stock.ts";
import type { WireMounting, WireStockMeter } from "../../shared/model/wire-stock.ts";
import { type Caller, isVisible } from "../caller.ts";
import type { Utility } from "../utilities.ts";

/** A meter that is known by its key, by what was said of it, or by where it hung. */
export interface KnownMeter {
  readonly meter: MeterKey;
  readonly state: MeterState;
  readonly said: StockRow | undefined;
  readonly mountings: readonly Segment[];
}

/** Every meter that hangs nowhere. */
export async function meterStock({ store, points }: Utility): Promise<readonly KnownMeter[]> {
  const said = new Map((await store.stock.list()).map((row) => [row.meter, row]));
  const meters = new Set<MeterKey>([
    ...said.keys(),
    ...(await store.keys.meters()),
    ...points.removedMeters(),
  ]);
  const known: KnownMeter[] = [];
  for (const meter of meters) {
    const one = knownOf(points, meter, said.get(meter));
    if (one && one.state !== "mounted") known.push(one);
  }
  return known.sort((a, b) => (a.meter < b.meter ? -1 : 1));
}

/** One meter; `undefined` where the text is no meter's key. A serial number hangs wherever a meter of its maker with it does. */
export function knownOf(
  points: Utility["points"],
  meter: MeterKey,
  said: StockRow | undefined,
): KnownMeter | undefined {
  const id = parseMeterKey(meter);
  if (!id) return undefined;
  const mountings = points.mountingsOf(meter);
  const state = points.mountedAt(id) ? "mounted" : meterStateOf(mountings, said);
  return { meter, state, said, mountings };
}

/** Meters in stock, for those who put one up. */
export async function spareMeters(utility: Utility): Promise<readonly SpareMeter[]> {
  const known = await meterStock(utility);
  return known
    .filter(({ state }) => state === "stock")
    .flatMap(({ meter }) => {
      const id = parseMeterKey(meter);
      return id ? [{ meter, serial: id.id, type: productOf(id) }] : [];
    });
}

/** What is in nobody's area is for those who see all; what hung somewhere for those who see where. */
export function isMeterVisible(caller: Caller, { mountings }: KnownMeter): boolean {
  if (mountings.length === 0) return isVisible(caller, undefined);
  return mountings.every(({ pointId }) => isVisible(caller, caller.utility.points.find(pointId)?.point));
}

export function wireStockMeter({ points }: Utility, known: KnownMeter): WireStockMeter | undefined {
  const { meter, state, said, mountings } = known;
  const id = parseMeterKey(meter);
  if (!id) return undefined;
  const isSaid = said !== undefined && state === said.state;
  const lastMs = mountings.at(-1)?.removedAtMs;
  const sinceMs = isSaid ? said.changedAtMs : state === "removed" ? lastMs : undefined;
  return {
    meter,
    serial: id.id,
    manufacturer: id.manufacturer,
    type: productOf(id) || (mountings.at(-1)?.type ?? ""),
    hasKey: points.keyOf(id) !== undefined,
    state,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(isSaid ? { by: said.by } : {}),
    note: isSaid ? said.note : "",
    mountings: mountings.map((segment) => mountingOf(points, segment)),
    isAdded: said !== undefined && mountings.length === 0,
  };
}

function mountingOf(points: Utility["points"], segment: Segment): WireMounting {
  const point = points.find(segment.pointId)?.point;
  return {
    pointId: segment.pointId,
    name: point?.address || point?.number || "",
    mountedAtMs: segment.mountedAtMs,
    ...(segment.removedAtMs === undefined ? {} : { removedAtMs: segment.removedAtMs }),
  };
}
