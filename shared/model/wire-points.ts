import type { Medium } from "./medium.ts";

/** A metering point that somebody makes at a desk. Sent again under the same id it changes nothing. */
export interface WireNewPoint {
  /** New to the utility: a random one. */
  readonly id: string;
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly area: string;
  readonly medium: Medium;
  /** Latitude and longitude in WGS 84 degrees. */
  readonly position?: readonly [lat: number, lon: number];
  /** The meter that hangs there, and since when (UTC milliseconds). */
  readonly meter?: { readonly key: string; readonly mountedAtMs: number };
}

export interface WirePointMade {
  readonly id: string;
  /** The room it is edited in. */
  readonly room: string;
}
