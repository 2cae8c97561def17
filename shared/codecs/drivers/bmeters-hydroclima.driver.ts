import type { Driver } from "./driver.ts";

/** Heat cost allocators of BMeters: standard records and a block of their own. */
export const bmetersHydroclima: Driver = {
  name: "bmeters-hydroclima",
  product: "HydroClima",
  detect: [{ manufacturer: "BMP", versions: [0x53, 0x85], deviceTypes: [0x08] }],
  fields: [],
  payload: "hydroclima",
  source: "public captures; layout in its codec",
};
