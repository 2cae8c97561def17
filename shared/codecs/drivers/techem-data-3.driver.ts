import type { Driver } from "./driver.ts";

/** Heat cost allocators of Techem. */
export const techemData3: Driver = {
  name: "techem-data-3",
  product: "data III",
  mediumByType: { 128: "heat-cost-allocator" },
  detect: [{ manufacturer: "TCH", versions: [0x69, 0x94], deviceTypes: [0x80] }],
  fields: [{ name: "current", register: "HCA", match: { meaning: "heat-cost-units" } }],
  payload: "techem-hca",
  source: "public captures; layout in its codec",
};
