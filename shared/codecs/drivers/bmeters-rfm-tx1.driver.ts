import type { Driver } from "./driver.ts";

/** Radio module on BMeters water meters. */
export const bmetersRfmTx1: Driver = {
  name: "bmeters-rfm-tx1",
  product: "RFM-TX1",
  detect: [{ manufacturer: "BMT", versions: [0x05], deviceTypes: [0x07] }],
  fields: [],
  payload: "rfm-tx1",
  source: "public captures; layout in its codec",
};
