import type { Driver } from "./driver.ts";

/** Temperature and humidity in a room. Its permanent error is the module taken off its plate. */
export const bmetersRfmAmb: Driver = {
  name: "bmeters-rfm-amb",
  product: "RFM-AMB",
  detect: [{ manufacturer: "BMT", versions: [0x10], deviceTypes: [0x1b] }],
  fields: [],
  statusByteBits: { 3: "module-removed" },
  source: "public capture",
};
