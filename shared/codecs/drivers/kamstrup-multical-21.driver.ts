import type { Driver } from "./driver.ts";
import { WATER_FIELDS, WATER_INFO_16 } from "./kamstrup-common.ts";

/** Ultrasonic water meter, cold and warm. */
export const kamstrupMultical21: Driver = {
  name: "kamstrup-multical-21",
  product: "MULTICAL 21",
  detect: [{ manufacturer: "KAM", versions: [0x1b], deviceTypes: [0x06, 0x16] }],
  fields: WATER_FIELDS,
  status: [WATER_INFO_16],
  source: "info code and durations from the product's data sheet",
};
