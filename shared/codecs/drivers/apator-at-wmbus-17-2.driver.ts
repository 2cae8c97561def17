import type { Driver } from "./driver.ts";

/** Radio module on Apator water meters; its type byte is not that of water. */
export const apatorAtWmbus172: Driver = {
  name: "apator-at-wmbus-17-2",
  product: "AT-WMBUS-17-2",
  mediumByType: { 17: "water" },
  detect: [{ manufacturer: "APT", versions: [0x04], deviceTypes: [0x11] }],
  fields: [],
  payload: "apator-172",
  source: "public captures; layout in its codec",
};
