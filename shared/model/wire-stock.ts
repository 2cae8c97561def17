/** Shapes of the HTTP API about meters that hang nowhere. Times are UTC milliseconds. */
import type { MeterState, StockKind } from "./stock.ts";

/** A meter's time at a point. */
export interface WireMounting {
  readonly pointId: string;
  /** Address, or number where there is none; empty when the point is gone. */
  readonly name: string;
  readonly mountedAtMs: number;
  readonly removedAtMs?: number;
}

export interface WireStockMeter {
  readonly meter: string;
  readonly serial: string;
  readonly manufacturer: string;
  /** Product name; empty when nobody knows. */
  readonly type: string;
  /** Only whether there is one: the key itself never leaves the server. */
  readonly hasKey: boolean;
  readonly state: MeterState;
  /** Since when, and who said so; absent where only its key is known. */
  readonly sinceMs?: number;
  readonly by?: string;
  readonly note: string;
  /** Where it hung, oldest first. */
  readonly mountings: readonly WireMounting[];
  /** Whether it was added here and has hung nowhere: that can be taken back. */
  readonly isAdded: boolean;
}

/**
 * `GET /api/v1/stock`: meters in stock, removed and scrapped; those that hang are in the list of points.
 * Whoever does not see all areas is told of those that hung at their points only.
 */
export interface WireStock {
  readonly meters: readonly WireStockMeter[];
}

/** `POST /api/v1/stock`: up to 1,000 meters of one kind → `WireStockAdded`. */
export interface WireNewStock {
  readonly kind: StockKind;
  readonly meters: readonly { readonly serial: string; readonly key?: string }[];
  readonly note: string;
}

export interface WireStockAdded {
  /** Keys of the meters that were added. */
  readonly added: readonly string[];
  /** Those that were known, and where they are; nothing of them was changed. */
  readonly known: readonly { readonly meter: string; readonly state: MeterState }[];
}

/** `PUT /api/v1/stock/:meter`: puts a meter that hangs nowhere back in stock, or scraps it. */
export interface WireStockChange {
  readonly state: "stock" | "scrapped";
  readonly note: string;
}
