/**
 * The eight bytes that name a meter, in the two orders of EN 13757:
 *
 * | where                       | bytes                               |
 * | --------------------------- | ----------------------------------- |
 * | wireless link, ELL III/IV   | M(2) ID(4) VER(1) TYPE(1)           |
 * | long transport header       | ID(4) M(2) VER(1) TYPE(1)           |
 *
 * M and ID are least significant byte first; ID prints as eight hexadecimal digits (BCD for nearly
 * all makers).
 */
import type { MeterId } from "../../model/meter-id.ts";
import { readU16 } from "../bytes/cursor.ts";
import { hexOfByte } from "../bytes/hex.ts";
import { codeOfManufacturer, manufacturerOfCode } from "./manufacturer.ts";

export const ADDRESS_LENGTH = 8;

/** Identification number of four bytes, least significant first, as eight printed digits. */
export const readIdentification = (bytes: Uint8Array, at: number): string =>
  hexOfByte(bytes[at + 3] ?? 0) +
  hexOfByte(bytes[at + 2] ?? 0) +
  hexOfByte(bytes[at + 1] ?? 0) +
  hexOfByte(bytes[at] ?? 0);

/** Meter named by M ID VER TYPE at `at` (EN 13757-4, link layer). */
export const readLinkAddress = (bytes: Uint8Array, at: number): MeterId => ({
  manufacturer: manufacturerOfCode(readU16(bytes, at)),
  id: readIdentification(bytes, at + 2),
  version: bytes[at + 6] ?? 0,
  deviceType: bytes[at + 7] ?? 0,
});

/** Meter named by ID M VER TYPE at `at` (EN 13757-7, long transport header). */
export const readTransportAddress = (bytes: Uint8Array, at: number): MeterId => ({
  manufacturer: manufacturerOfCode(readU16(bytes, at + 4)),
  id: readIdentification(bytes, at),
  version: bytes[at + 6] ?? 0,
  deviceType: bytes[at + 7] ?? 0,
});

const bytesOfIdentification = (id: string): readonly number[] =>
  [6, 4, 2, 0].map((at) => Number.parseInt(id.slice(at, at + 2), 16) & 0xff);

const bytesOfManufacturer = (name: string): readonly number[] => {
  const code = codeOfManufacturer(name) ?? 0;
  return [code & 0xff, code >> 8];
};

/** M ID VER TYPE, eight bytes. */
export const encodeLinkAddress = (meter: MeterId): Uint8Array =>
  Uint8Array.from([
    ...bytesOfManufacturer(meter.manufacturer),
    ...bytesOfIdentification(meter.id),
    meter.version,
    meter.deviceType,
  ]);

/** ID M VER TYPE, eight bytes. */
export const encodeTransportAddress = (meter: MeterId): Uint8Array =>
  Uint8Array.from([
    ...bytesOfIdentification(meter.id),
    ...bytesOfManufacturer(meter.manufacturer),
    meter.version,
    meter.deviceType,
  ]);
