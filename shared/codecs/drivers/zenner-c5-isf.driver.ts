import type { Driver } from "./driver.ts";

/** Heat and cooling meter C5 of Zenner. */
export const zennerC5Isf: Driver = {
  name: "zenner-c5-isf",
  product: "C5-ISF",
  detect: [{ manufacturer: "ZRI", versions: [0x88], deviceTypes: [0x04, 0x07, 0x0d] }],
  fields: [],
  status: [{ match: { header: "02FD17" }, bits: { 2: "t2-interrupted", 5: "dry" } }],
  source: "public capture; which of its two bits is which, after the order of other makers",
};
