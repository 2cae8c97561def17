import type { Driver } from "./driver.ts";

/** Water meters of BMeters: standard records and a block of their own. */
export const bmetersHydrodigit: Driver = {
  name: "bmeters-hydrodigit",
  product: "HydroDigit",
  detect: [
    { manufacturer: "BMT", versions: [0x13, 0x17], deviceTypes: [0x06] },
    { manufacturer: "BMT", versions: [0x13, 0x15, 0x17], deviceTypes: [0x07] },
  ],
  fields: [],
  payload: "hydrodigit",
  source: "public captures; layout in its codec",
};
