import type { Driver } from "./driver.ts";
import { QUNDIS_FIELDS } from "./qundis-common.ts";

/** Water meters of Qundis, also behind a radio converter. */
export const qundisWater: Driver = {
  name: "qundis-water",
  product: "Q water",
  detect: [
    { manufacturer: "QDS", versions: [0x33, 0x35], deviceTypes: [0x37] },
    { manufacturer: "QDS", versions: [0x16, 0x17, 0x18, 0x1a, 0x1d, 0x36], deviceTypes: [0x06] },
    { manufacturer: "QDS", versions: [0x16, 0x17, 0x18, 0x19, 0x1a, 0x1d, 0x36], deviceTypes: [0x07] },
    { manufacturer: "LSE", versions: [0x19, 0x1a, 0x1d, 0x36], deviceTypes: [0x07] },
    { manufacturer: "LSE", versions: [0x1a, 0x1d, 0x36], deviceTypes: [0x06] },
    { manufacturer: "LSE", versions: [0x33, 0x35], deviceTypes: [0x37] },
  ],
  fields: QUNDIS_FIELDS,
  isNamedByEnhancedId: true,
  payload: "qundis-walk-by",
  source: "real telegrams: AMR records, and the walk-by block in its codec",
};
