import type { Driver } from "./driver.ts";

/** Radio module on Apator water meters; its type bytes are not those of water. */
export const apatorAtWmbus08: Driver = {
  name: "apator-at-wmbus-08",
  product: "AT-WMBUS-08",
  mediumByType: { 3: "water", 15: "water" },
  detect: [
    { manufacturer: "APT", versions: [0x03], deviceTypes: [0x03] },
    { manufacturer: "APT", versions: [0x0f], deviceTypes: [0x0f] },
  ],
  fields: [],
  payload: "apator-08",
  source: "public captures; layout in its codec",
};
