import type { Driver } from "./driver.ts";
import { WATER_FIELDS, WATER_INFO_32 } from "./kamstrup-common.ts";

/** Ultrasonic water meters KWM 2230, 2231 and 3230. */
export const kamstrupKwm2231: Driver = {
  name: "kamstrup-kwm-2231",
  product: "KWM 2231",
  detect: [{ manufacturer: "KAW", versions: [0x42], deviceTypes: [0x06, 0x16] }],
  fields: WATER_FIELDS,
  status: [WATER_INFO_32],
  source: "info code as flowIQ",
};
