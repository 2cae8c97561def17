import type { MeterId } from "../model/meter-id.ts";

/** Finds the 16-byte AES key registered for exactly this meter; `undefined` when there is none. */
export interface Keyring {
  find(meter: MeterId): Uint8Array | undefined;
}
