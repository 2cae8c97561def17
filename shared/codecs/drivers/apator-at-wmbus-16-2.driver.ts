import type { Driver } from "./driver.ts";

/** Radio module on Apator water meters. */
export const apatorAtWmbus162: Driver = {
  name: "apator-at-wmbus-16-2",
  product: "AT-WMBUS-16-2",
  detect: [{ manufacturer: "APA", versions: [0x05], deviceTypes: [0x06, 0x07] }],
  fields: [],
  payload: "apator-162",
  source: "public captures; layout in its codec",
};
