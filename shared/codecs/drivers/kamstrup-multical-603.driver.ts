import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS, MULTICAL_INFO_32, PRESSURE_FIELDS } from "./kamstrup-common.ts";

/** Heat, cooling and combined meter for larger plants. */
export const kamstrupMultical603: Driver = {
  name: "kamstrup-multical-603",
  product: "MULTICAL 603",
  detect: [{ manufacturer: "KAM", versions: [0x35], deviceTypes: [0x04, 0x0a, 0x0b, 0x0c, 0x0d] }],
  fields: [...MULTICAL_FIELDS, ...PRESSURE_FIELDS],
  status: [MULTICAL_INFO_32],
  source: "technical description of MULTICAL 603: registers, info codes",
};
