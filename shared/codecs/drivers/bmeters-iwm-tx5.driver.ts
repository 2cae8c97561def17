import type { Driver } from "./driver.ts";

/** Radio module for water meters of BMeters. */
export const bmetersIwmTx5: Driver = {
  name: "bmeters-iwm-tx5",
  product: "IWM-TX5",
  detect: [{ manufacturer: "BMT", versions: [0x18], deviceTypes: [0x06, 0x07] }],
  fields: [],
  statusByteBits: { 6: "tamper" },
  source: "public captures",
};
