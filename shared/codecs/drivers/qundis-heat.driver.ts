import type { Driver } from "./driver.ts";
import { QUNDIS_FIELDS, QUNDIS_HEAT_FLAGS } from "./qundis-common.ts";

/** Heat meters of Qundis, also behind a radio converter. */
export const qundisHeat: Driver = {
  name: "qundis-heat",
  product: "Q heat",
  detect: [
    { manufacturer: "QDS", versions: [0x23, 0x3e, 0x46, 0x47, 0x48], deviceTypes: [0x04, 0x0c, 0x37] },
    { manufacturer: "LSE", versions: [0x23, 0x3e, 0x46, 0x47, 0x48], deviceTypes: [0x04, 0x37] },
  ],
  fields: QUNDIS_FIELDS,
  status: [QUNDIS_HEAT_FLAGS],
  isNamedByEnhancedId: true,
  payload: "qundis-walk-by",
  source: "real telegrams: AMR records, and the walk-by block in its codec",
};
