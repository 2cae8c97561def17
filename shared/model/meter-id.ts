import type { Brand } from "./brand.ts";

/** How a meter names itself in its telegrams. `id` is 8 digits as printed, `version` two hex digits. */
export interface MeterId {
  /** Three letters of EN 13757-7, e.g. `KAM`. */
  readonly manufacturer: string;
  /** Identification number, 8 hexadecimal digits as printed on the meter (BCD for nearly all makers). */
  readonly id: string;
  /** Version byte, `0x00`–`0xFF`. */
  readonly version: number;
  /** Device type byte of EN 13757-7, table 13. */
  readonly deviceType: number;
}

/** `KAM-90000001-34-04`: unique per meter, stable, sortable by maker and serial. */
export type MeterKey = Brand<string, "MeterKey">;

const hexByte = (n: number): string => n.toString(16).toUpperCase().padStart(2, "0");

export const meterKeyOf = (meter: MeterId): MeterKey =>
  `${meter.manufacturer}-${meter.id}-${hexByte(meter.version)}-${hexByte(meter.deviceType)}` as MeterKey;

/** The parts of a key; `undefined` when the text is not one. */
export function parseMeterKey(key: string): MeterId | undefined {
  const match = /^([A-Z@[\\\]^_]{3})-([0-9A-F]{8})-([0-9A-F]{2})-([0-9A-F]{2})$/.exec(key);
  if (!match) return undefined;
  const [, manufacturer = "", id = "", version = "", deviceType = ""] = match;
  return {
    manufacturer,
    id,
    version: Number.parseInt(version, 16),
    deviceType: Number.parseInt(deviceType, 16),
  };
}

/** Maker and number of a meter's key: adapters and optical heads tell another version or type of a meter than it has by itself. */
export function makerSerialOf(meter: MeterKey): string {
  const id = parseMeterKey(meter);
  return id ? `${id.manufacturer}-${id.id}` : meter;
}
