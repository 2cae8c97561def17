/**
 * Transport layer header behind the CI byte (EN 13757-7): identity, access number, status and
 * the configuration field that says how the rest is secured.
 *
 * | header   | bytes after CI                                                | length |
 * | -------- | ------------------------------------------------------------- | ------ |
 * | none     | –                                                             | 0      |
 * | short    | ACC STS CFG(2)                                                | 4      |
 * | long     | ID(4) M(2) VER TYPE ACC STS CFG(2)                            | 12     |
 * | long-msb | the same, ID and M and CFG most significant byte first        | 12     |
 * | fixed    | ID(4) ACC STS UNITS(2), then two counters of four bytes       | 8      |
 *
 * The configuration field may be followed by extension bytes (EN 13757-7), by mode:
 *
 * | mode | bytes after CFG                                                         |
 * | ---- | ----------------------------------------------------------------------- |
 * | 7    | EXT(1), message counter(4) if CFG bit 13, key version(1) if EXT bit 6   |
 * | 10   | EXT(2), key version(1) if EXT bit 6, message counter(4)                 |
 *
 * Not covered: extension bytes of modes 8, 9 and 13, which stay unsupported.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { readU16, readU16Be, readU32 } from "../bytes/cursor.ts";
import { hexOfByte } from "../bytes/hex.ts";
import type { TransportHeader } from "./ci-table.ts";
import { manufacturerOfCode } from "./manufacturer.ts";
import { readIdentification, readTransportAddress } from "./meter-address.ts";

export const HEADER_LENGTH: Readonly<Record<TransportHeader, number>> = {
  none: 0,
  short: 4,
  long: 12,
  "long-msb": 12,
  fixed: 8,
};

/** Security mode: five bits of the configuration field (EN 13757-7). */
export const modeOfConfig = (config: number): number => (config >> 8) & 0x1f;

/** Identity in the header at `at` (first byte after CI); `undefined` for headers that carry none. */
export function readHeaderMeter(bytes: Uint8Array, at: number, header: TransportHeader): MeterId | undefined {
  switch (header) {
    case "long":
      return readTransportAddress(bytes, at);
    case "long-msb":
      return {
        manufacturer: manufacturerOfCode(readU16Be(bytes, at + 4)),
        id: [0, 1, 2, 3].map((i) => hexOfByte(bytes[at + i] ?? 0)).join(""),
        version: bytes[at + 6] ?? 0,
        deviceType: bytes[at + 7] ?? 0,
      };
    case "fixed":
      // The structure names no maker and no version; the medium sits in bits of the unit bytes.
      return {
        manufacturer: "@@@",
        id: readIdentification(bytes, at),
        version: 0,
        deviceType: fixedMedium(bytes, at),
      };
    default:
      return undefined;
  }
}

/** Device type of a fixed data structure: two bits above each unit (EN 13757-3). */
const fixedMedium = (bytes: Uint8Array, at: number): number =>
  ((bytes[at + 6] ?? 0) >> 6) | (((bytes[at + 7] ?? 0) >> 4) & 0x0c);

/** Access number, status and configuration at the end of a short or long header. */
export interface HeaderFields {
  readonly access: number;
  readonly status: number;
  readonly config: number;
}

/** Fields of the header that starts at `at` (first byte after CI). The header must be there whole. */
export function readHeaderFields(bytes: Uint8Array, at: number, header: TransportHeader): HeaderFields {
  if (header === "fixed") return { access: bytes[at + 4] ?? 0, status: bytes[at + 5] ?? 0, config: 0 };
  const last = at + HEADER_LENGTH[header] - 4;
  return {
    access: bytes[last] ?? 0,
    status: bytes[last + 1] ?? 0,
    config: header === "long-msb" ? readU16Be(bytes, last + 2) : readU16(bytes, last + 2),
  };
}

/** Extension of the configuration field, behind the header. */
export interface ConfigExtension {
  /** Bytes the extension takes. */
  readonly length: number;
  /** Extension word: one byte in mode 7, two in mode 10. */
  readonly flags: number;
  /** Message counter, where the header carries one. */
  readonly counter: number | undefined;
}

const NO_EXTENSION: ConfigExtension = { length: 0, flags: 0, counter: undefined };
const COUNTER_FOLLOWS = 0x20_00;
const KEY_VERSION_FOLLOWS = 0x40;

/** Extension bytes at `at`, right behind CFG. Reads beyond the end give zeros: check `length`. */
export function readConfigExtension(bytes: Uint8Array, at: number, config: number): ConfigExtension {
  const mode = modeOfConfig(config);
  if (mode === 7) {
    const flags = bytes[at] ?? 0;
    const hasCounter = (config & COUNTER_FOLLOWS) !== 0;
    const keyVersionLength = flags & KEY_VERSION_FOLLOWS ? 1 : 0;
    return {
      length: 1 + (hasCounter ? 4 : 0) + keyVersionLength,
      flags,
      counter: hasCounter ? readU32(bytes, at + 1) : undefined,
    };
  }
  if (mode === 10) {
    const flags = readU16(bytes, at);
    const counterAt = at + 2 + (flags & KEY_VERSION_FOLLOWS ? 1 : 0);
    return { length: counterAt + 4 - at, flags, counter: readU32(bytes, counterAt) };
  }
  return NO_EXTENSION;
}
