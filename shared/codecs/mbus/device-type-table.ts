/**
 * Device type byte (EN 13757-7:2018, table 13) → medium. Types that only say where the flow sensor
 * sits (04/0C heat, 0A/0B cooling) share a medium; the byte itself stays in the meter's identity.
 */
import type { Medium } from "../../model/medium.ts";

const MEDIUM_BY_TYPE: Readonly<Record<number, Medium>> = {
  1: "oil",
  2: "electricity",
  3: "gas",
  4: "heat",
  5: "steam",
  6: "warm-water",
  7: "water",
  8: "heat-cost-allocator",
  10: "cooling",
  11: "cooling",
  12: "heat",
  13: "heat-cooling",
  21: "warm-water",
  22: "water",
  23: "water",
  24: "pressure",
  26: "smoke-detector",
  27: "room-sensor",
  40: "waste-water",
};

/** Medium of a device type; `other` for all that measure none (0E bus, 31–33 radio, 36–38 adapters …). */
export const mediumOfDeviceType = (deviceType: number): Medium => MEDIUM_BY_TYPE[deviceType] ?? "other";
