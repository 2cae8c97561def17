/** Shapes of the HTTP API about visits. Times are UTC milliseconds. */
import type { ExpectedUse, Visit } from "./visit.ts";
import type { WireValue } from "./wire.ts";

/**
 * `POST /api/v1/visits` → `{ isNew: boolean }`. A photo it names was sent before:
 * `PUT /api/v1/points/:id/photos/:hash`, the JPEG as the body, at most 2 MB.
 */
export interface WireNewVisit extends Omit<Visit, "values"> {
  readonly values: readonly WireValue[];
}

/** `GET /api/v1/points/:id/visits` → `{ visits: WireVisit[] }`, newest first. */
export interface WireVisit extends WireNewVisit {
  readonly by: string;
  /** When the server had it. */
  readonly receivedAtMs: number;
}

/** `GET /api/v1/rounds/:id/expected`: what the points of a round use, for judging what is typed. */
export interface WireExpected {
  /** By point id; a point of which nothing is known is left out. */
  readonly points: readonly (readonly [pointId: string, uses: readonly ExpectedUse[]])[];
}
