import type { Driver } from "./driver.ts";

/** Water meter of Zenner. */
export const zenner0b: Driver = {
  name: "zenner-0b",
  product: "",
  detect: [{ manufacturer: "ZRI", versions: [0x0b], deviceTypes: [0x16] }],
  fields: [],
  payload: "zenner-0b",
  source: "public captures; layout in its codec",
};
