import type { Driver } from "./driver.ts";

/** Heat cost allocator of BFW. */
export const bfw240Radio: Driver = {
  name: "bfw-240-radio",
  product: "240 radio",
  detect: [{ manufacturer: "BFW", versions: [0x02], deviceTypes: [0x08] }],
  fields: [{ name: "current", register: "HCA", match: { meaning: "heat-cost-units" } }],
  payload: "bfw-240",
  source: "public captures; layout in its codec",
};
