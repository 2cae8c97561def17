import type { Driver } from "./driver.ts";

/** Radio module on Apator water meters. */
export const apatorNa1: Driver = {
  name: "apator-na-1",
  product: "APT-WMBUS-NA-1",
  detect: [{ manufacturer: "APA", versions: [0x14], deviceTypes: [0x07] }],
  fields: [],
  payload: "apator-na1",
  source: "public captures; layout in its codec",
};
