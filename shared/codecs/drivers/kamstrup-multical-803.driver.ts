import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS, MULTICAL_INFO_32, PRESSURE_FIELDS } from "./kamstrup-common.ts";

/** Heat, cooling and combined meter for the largest plants. */
export const kamstrupMultical803: Driver = {
  name: "kamstrup-multical-803",
  product: "MULTICAL 803",
  detect: [{ manufacturer: "KAM", versions: [0x39], deviceTypes: [0x04, 0x0a, 0x0b, 0x0c, 0x0d] }],
  fields: [...MULTICAL_FIELDS, ...PRESSURE_FIELDS],
  status: [MULTICAL_INFO_32],
  source: "technical description of MULTICAL 803: registers, info codes",
};
