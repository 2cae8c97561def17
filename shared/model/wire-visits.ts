/** Shapes of the HTTP API about visits. Times are UTC milliseconds. */
import type { Exchange, SpareMeter } from "./meter-exchange.ts";
import type { ExpectedUse, Visit } from "./visit.ts";
import type { WireValue } from "./wire.ts";

/**
 * `POST /api/v1/visits` → `WireVisitAnswer`. A photo it names was sent before:
 * `PUT /api/v1/points/:id/photos/:hash`, the JPEG as the body, at most 2 MB.
 */
export interface WireNewVisit extends Omit<Visit, "values" | "exchange"> {
  readonly values: readonly WireValue[];
  readonly exchange?: WireExchange;
}

export interface WireExchange extends Omit<Exchange, "startValues"> {
  readonly startValues: readonly WireValue[];
}

/** `GET /api/v1/spare-meters`: empty for those who do not see all areas. */
export interface WireSpareMeters {
  readonly meters: readonly SpareMeter[];
}

/** `conflict`: kept, but its exchange was not carried out; the code says why. */
export interface WireVisitAnswer {
  readonly isNew: boolean;
  readonly conflict?: string;
}

/** `GET /api/v1/points/:id/visits` → `{ visits: WireVisit[] }`, newest first. */
export interface WireVisit extends WireNewVisit {
  readonly by: string;
  /** When the server had it. */
  readonly receivedAtMs: number;
  /** Why the exchange was not carried out. */
  readonly conflict?: string;
}

/** `GET /api/v1/rounds/:id/expected`: what whoever stands at a door of a round has to know, as it is now. */
export interface WireExpected {
  /** What its points use, for judging what is typed; a point of which nothing is known is left out. */
  readonly points: readonly (readonly [pointId: string, uses: readonly ExpectedUse[]])[];
  /** Key, code, dog: of every point the caller may see, empty where there is nothing to know. */
  readonly accessNotes: readonly (readonly [pointId: string, note: string])[];
}
