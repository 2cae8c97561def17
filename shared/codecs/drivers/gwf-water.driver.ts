import type { Driver } from "./driver.ts";

/** Water meters of GWF: standard records and a block of their own. */
export const gwfWater: Driver = {
  name: "gwf-water",
  product: "",
  mediumByType: { 14: "water" },
  detect: [
    { manufacturer: "GWF", versions: [0x01], deviceTypes: [0x0e] },
    { manufacturer: "GWF", versions: [0x3c], deviceTypes: [0x07] },
  ],
  fields: [],
  payload: "gwf-water",
  source: "public captures; layout in its codec",
};
