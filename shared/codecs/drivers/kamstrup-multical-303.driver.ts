import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS, MULTICAL_INFO_16 } from "./kamstrup-common.ts";

/** Heat, cooling and combined meter. */
export const kamstrupMultical303: Driver = {
  name: "kamstrup-multical-303",
  product: "MULTICAL 303",
  detect: [{ manufacturer: "KAM", versions: [0x40], deviceTypes: [0x04, 0x0a, 0x0b, 0x0c, 0x0d] }],
  fields: MULTICAL_FIELDS,
  status: [MULTICAL_INFO_16],
  source: "info bits as 403, 16 of them",
};
