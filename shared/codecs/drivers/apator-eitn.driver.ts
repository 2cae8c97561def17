import type { Driver } from "./driver.ts";

/** Heat cost allocator of Apator. */
export const apatorEitn: Driver = {
  name: "apator-eitn",
  product: "E.ITN",
  detect: [
    { manufacturer: "APA", versions: [0x04], deviceTypes: [0x08] },
    { manufacturer: "APT", versions: [0x04], deviceTypes: [0x08] },
  ],
  fields: [{ name: "current", register: "HCA", match: { meaning: "heat-cost-units" } }],
  payload: "apator-eitn",
  source: "public captures; layout in its codec",
};
