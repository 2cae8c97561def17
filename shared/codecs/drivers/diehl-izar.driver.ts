import type { Driver } from "./driver.ts";

/** Radio module IZAR on water meters of Diehl and Sappel. */
export const diehlIzar: Driver = {
  name: "diehl-izar",
  product: "IZAR RC",
  detect: [
    { manufacturer: "HYD", versions: [0x85, 0x86], deviceTypes: [0x07] },
    { manufacturer: "DME", versions: [0x78], deviceTypes: [0x06, 0x07] },
    { manufacturer: "SAP", versions: "any", deviceTypes: [0x04, 0x07, 0x15] },
  ],
  fields: [],
  payload: "diehl-prios",
  source: "public captures; layout in its codec",
};
