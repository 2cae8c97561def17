/**
 * Shapes of the HTTP API. Numbers a bill depends on travel as decimal text, times as UTC
 * milliseconds. Errors are `{ error: { code, message, details? } }` with a dotted code.
 */
import type { Medium } from "./medium.ts";
import type { Source } from "./reading.ts";
import type { Register } from "./register.ts";
import type { Unit } from "./unit.ts";

export interface WireError {
  readonly error: { readonly code: string; readonly message: string; readonly details?: unknown };
}

/** One frame in `POST /ingest/v1/telegrams`; the body is an array of up to 1,000 of them. */
export interface WireTelegram {
  /** ISO 8601 with zone, or UTC milliseconds. */
  readonly rxAt: string | number;
  /** `wmbus` | `mbus` | `kmp`; default `wmbus`. */
  readonly medium?: string;
  /** Hexadecimal bytes as received. */
  readonly raw: string;
  readonly rssiDbm?: number;
  /** Receiver's name when a gateway forwards for several; default the gateway's own. */
  readonly gatewayId?: string;
  readonly position?: { readonly lat: number; readonly lon: number };
}

export interface WireIngestAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  /** Highest journal sequence number that is durable. */
  readonly journalSeq: number;
}

export interface WireValue {
  readonly register: Register;
  /** Decimal text in `unit`, with the meter's own resolution. */
  readonly value: string;
  readonly unit: Unit;
}

/** A row of the metering point list. `GET /api/v1/points` → `WirePointList`. */
export interface WirePoint {
  readonly id: string;
  /** The utility's own number for the point. */
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly area: string;
  readonly customer: string;
  readonly customerNumber: string;
  /** Absent while the point has no position yet; both are there or neither. */
  readonly lat?: number;
  readonly lon?: number;
  readonly medium: Medium;
  /** Only where it is one: its readings are kept every five minutes or more often. */
  readonly isPriority?: true;
  /** The mounted meter; absent when the point has none now. */
  readonly meter?: {
    readonly key: string;
    readonly serial: string;
    readonly manufacturer: string;
    /** Product name such as `MULTICAL 403`. */
    readonly type: string;
    /** Only whether a key is registered: the key itself never leaves the server. */
    readonly hasKey: boolean;
  };
  readonly latest?: {
    readonly atMs: number;
    /** Main registers first (E1/E3/V1/A+ …). */
    readonly values: readonly WireValue[];
    readonly status: readonly string[];
  };
}

export interface WirePointList {
  /** Change cursor this list is true at. */
  readonly cursor: number;
  readonly utility: { readonly name: string; readonly timeZone: string };
  readonly points: readonly WirePoint[];
}

/**
 * `GET /api/v1/latest`: what every point said last, as `shared/blocks/latest-columns.ts`, with `ETag`.
 * This header, on the answer and on `304`, is the change cursor it is true at.
 */
export const CURSOR_HEADER = "Rounds-Cursor";

/** One meter's time at a point. */
export interface WireSegment {
  readonly meterKey: string;
  readonly serial: string;
  readonly type: string;
  readonly mountedAtMs: number;
  readonly removedAtMs?: number;
  readonly startValues: readonly WireValue[];
  readonly endValues: readonly WireValue[];
}

/** `GET /api/v1/points/:id` */
export interface WirePointDetail {
  readonly cursor: number;
  readonly utility: { readonly name: string; readonly timeZone: string };
  readonly point: WirePoint;
  readonly segments: readonly WireSegment[];
  /** Counters with data, in order of importance. */
  readonly counters: readonly Register[];
  /** Instant registers with data. */
  readonly instants: readonly Register[];
  readonly firstReadingAtMs?: number;
  readonly lastReadingAtMs?: number;
  /** What the point says in the utility's own fields, by the field's id. */
  readonly custom: Readonly<Record<string, string>>;
  /** The room this point lies in; absent for a moment after it was written beside the rooms. */
  readonly room?: string;
}

/** `GET /api/v1/points/:id/registers?at=<ms>`: what the meter mounted then showed at that moment. */
export interface WireRegistersAt {
  readonly meterKey?: string;
  readonly values: readonly (WireValue & {
    readonly mark: "measured" | "estimated";
    /** The readings on both sides of an estimate. */
    readonly bounds?: readonly [string, string];
  })[];
}

export const STEPS = ["hour", "day", "month", "year"] as const;
export type Step = (typeof STEPS)[number];

/**
 * `edited`: a register at one of its boundaries was corrected by a person. `running`: the interval has not ended;
 * the value is what was used so far. `silent`: it has ended and nothing was read at its end; the value is what was
 * counted up to the last reading.
 */
export const INTERVAL_MARKS = ["measured", "edited", "estimated", "running", "silent", "missing"] as const;
export type IntervalMark = (typeof INTERVAL_MARKS)[number];

export type WireEvent =
  | { readonly kind: "exchange"; readonly atMs: number; readonly from: string; readonly to: string }
  | { readonly kind: "rollover"; readonly atMs: number; readonly register: Register }
  /** The register fell without being near its end: what came before and after cannot be subtracted. */
  | { readonly kind: "reset"; readonly atMs: number; readonly register: Register }
  /** A reading that cannot be true was left out: it is kept, and nothing is counted from it. */
  | { readonly kind: "implausible"; readonly atMs: number; readonly register: Register }
  | {
      readonly kind: "status";
      readonly atMs: number;
      readonly began: readonly string[];
      readonly ended: readonly string[];
    };

export interface WireInterval {
  readonly fromMs: number;
  readonly toMs: number;
  /** Decimal text in the answer's unit; `null` when missing. */
  readonly value: string | null;
  readonly mark: IntervalMark;
  /** The first meter came within the interval, at this moment: the value counts from it on. */
  readonly sinceMs?: number;
  /** The last reading, up to which the value counts, of what is `running` or `silent`; of what is missing, none came after it. */
  readonly untilMs?: number;
  /** Hard bounds of an estimated value: the registers on both sides (DESIGN D6). */
  readonly bounds?: readonly [string, string];
}

/** `GET /api/v1/points/:id/consumption?register=E1&step=day&from=<ms>&to=<ms>` */
export interface WireConsumption {
  readonly register: Register;
  readonly unit: Unit;
  readonly step: Step;
  readonly timeZone: string;
  readonly intervals: readonly WireInterval[];
  readonly events: readonly WireEvent[];
  /** Exact sum of the interval values that are not missing. */
  readonly total: string;
  /** Months (UTC, `2026-05`) in it whose readings are kept and cannot be read: what begins or ends in one is missing. */
  readonly damaged?: readonly string[];
}

/** `GET /api/v1/points/:id/readings?from=<ms>&to=<ms>&limit=500&before=<ms>`: newest first. */
export interface WireReading {
  readonly atMs: number;
  readonly meterKey: string;
  readonly values: readonly WireValue[];
  readonly status: readonly string[];
  readonly marks: readonly string[];
  readonly source: Source;
  readonly receiver: string;
  readonly frameSeq?: number;
}

export interface WireReadings {
  readonly readings: readonly WireReading[];
  /** Pass as `before` for the next page; absent on the last. */
  readonly nextBeforeMs?: number;
}

/** `GET /api/v1/points/:id/series?registers=t1,t2&from=<ms>&to=<ms>`: momentary values, for drawing. */
export interface WireSeries {
  readonly timesMs: readonly number[];
  readonly columns: readonly {
    readonly register: Register;
    readonly unit: Unit;
    readonly values: readonly (number | null)[];
  }[];
}

export interface WireRecord {
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly value: string | null;
  readonly function: string;
  readonly storage: number;
  readonly tariff: number;
  readonly subunit: number;
  readonly header: string;
  readonly meaning: string;
  readonly modifiers: readonly string[];
  readonly at: readonly [number, number];
}

/** `GET /api/v1/telegrams/:seq`: the frame behind a reading, decoded again now. */
export interface WireTelegramView {
  readonly seq: number;
  readonly rxAtMs: number;
  readonly receiver: string;
  readonly rssiDbm?: number;
  readonly link: string;
  /** As received, upper-case hex. */
  readonly raw: string;
  readonly decoded?: {
    readonly meter: {
      readonly manufacturer: string;
      readonly id: string;
      readonly version: string;
      readonly medium: string;
    };
    readonly driver: string;
    readonly framing: string;
    readonly security: { readonly mode: number; readonly verdict: string; readonly proof?: string };
    /** Without link CRCs, decrypted in place, upper-case hex. */
    readonly plain: string;
    /** Same bytes before decryption. */
    readonly normalised: string;
    readonly layers: readonly {
      readonly layer: string;
      readonly field: string;
      readonly at: readonly [number, number];
    }[];
    readonly records: readonly WireRecord[];
    readonly status: readonly string[];
    readonly warnings: readonly string[];
  };
  readonly error?: { readonly kind: string; readonly layer: string; readonly offset: number };
}

/** Server-sent events of `GET /api/v1/changes?since=<cursor>`; event id is the cursor. */
export type WireChange =
  | {
      readonly kind: "reading";
      readonly pointId: string;
      readonly latest: NonNullable<WirePoint["latest"]>;
      readonly frameSeq?: number;
    }
  | { readonly kind: "point"; readonly point: WirePoint };

/** `GET /health` */
export interface WireHealth {
  readonly status: "ok" | "degraded";
  /**
   * Why it is degraded: more comes in than it can take (`overloaded`), or less than 1 GiB (`disk-low`) or 32 MiB
   * (`disk-full`) are free on the disk its data lies on.
   */
  readonly problems?: readonly ("overloaded" | "disk-low" | "disk-full")[];
  readonly version: string;
  /** Figures are of one utility: the caller's own, or the only one; absent when there is neither. */
  readonly journalSeq?: number;
  readonly decodedSeq?: number;
  /** These two only for people who may see the data of every area. */
  readonly points?: number;
  readonly readings?: number;
}

/** `GET /api/v1/heard`: what is received but belongs to no metering point, newest first. */
export interface WireHeardMeter {
  readonly manufacturer: string;
  readonly id: string;
  readonly version: string;
  readonly medium: string;
  readonly count: number;
  readonly lastAtMs: number;
  readonly lastSeq: number;
  readonly rssiDbm?: number;
  /** `decoded`, or the reason it was not (`no-key`, `wrong-key`, `unknown-signature` …). */
  readonly outcome: string;
}
