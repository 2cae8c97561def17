/**
 * Keys some makers put into every meter of a kind: known to everybody, so they open telegrams and prove
 * nothing about the sender. Tried only when the keyring has no key. Facts from open decoders.
 */

const DIEHL_KEY = Uint8Array.of(
  0x51,
  0x72,
  0x89,
  0x10,
  0xe6,
  0x6d,
  0x83,
  0xf8,
  0x51,
  0x72,
  0x89,
  0x10,
  0xe6,
  0x6d,
  0x83,
  0xf8,
);
const ZERO_KEY = new Uint8Array(16);

const MODE_5_KEYS: ReadonlyMap<string, Uint8Array> = new Map([
  ["DME", DIEHL_KEY],
  ["EWT", DIEHL_KEY],
  ["HYD", DIEHL_KEY],
  ["SAP", DIEHL_KEY],
  ["SPL", DIEHL_KEY],
  ["APA", ZERO_KEY],
  ["APT", ZERO_KEY],
]);

/** The maker's own key for a security mode; `undefined` for nearly all. */
export const makerKeyOf = (manufacturer: string, mode: number): Uint8Array | undefined =>
  mode === 5 ? MODE_5_KEYS.get(manufacturer) : undefined;
