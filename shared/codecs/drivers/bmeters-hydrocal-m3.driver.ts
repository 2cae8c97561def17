import type { Driver } from "./driver.ts";

/** Heat and cooling meter of BMeters. The first energy and volume are heat, the second cooling. */
export const bmetersHydrocalM3: Driver = {
  name: "bmeters-hydrocal-m3",
  product: "HydroCal M3",
  detect: [{ manufacturer: "BMT", versions: [0x0b], deviceTypes: [0x0d] }],
  fields: [],
  statusByteBits: { 7: "tamper" },
  source: "public capture",
};
