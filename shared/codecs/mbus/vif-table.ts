/**
 * Primary VIF table (EN 13757-3:2018, 6.4.2, table 10): what the seven low bits of the first VIF
 * byte say. Units are written so that the meter's own digits stay as they are: 10^(n-3) Wh is
 * 10^(n-6) kWh.
 *
 * Not here: 7B and 7D lead into the first and second extension table, 7C into a unit in plain text,
 * 7F into the manufacturer's own coding (record-header.ts).
 */
import { durationRows, unfoldVifRows, type VifRow } from "./vif-fact.ts";

const ROWS: readonly VifRow[] = [
  [0x00, 0x07, "energy", "energy", "kWh", -6],
  [0x08, 0x0f, "energy", "energy", "MJ", -6],
  [0x10, 0x17, "volume", "volume", "m³", -6],
  [0x18, 0x1f, "mass", "mass", "t", -6],
  ...durationRows(0x20, "on-time"),
  ...durationRows(0x24, "operating-time"),
  [0x28, 0x2f, "power", "power", "kW", -6],
  [0x30, 0x37, "power", "power", "J/h", 0],
  [0x38, 0x3f, "volume-flow", "volumeFlow", "m³/h", -6],
  [0x40, 0x47, "volume-flow", "volumeFlow", "m³/min", -7],
  [0x48, 0x4f, "volume-flow", "volumeFlow", "m³/s", -9],
  [0x50, 0x57, "mass-flow", "massFlow", "kg/h", -3],
  [0x58, 0x5b, "flow-temperature", "temperature", "°C", -3],
  [0x5c, 0x5f, "return-temperature", "temperature", "°C", -3],
  [0x60, 0x63, "temperature-difference", "temperatureDifference", "K", -3],
  [0x64, 0x67, "external-temperature", "temperature", "°C", -3],
  [0x68, 0x6b, "pressure", "pressure", "bar", -3],
  [0x6c, 0x6c, "date", "date", "", 0, "date"],
  [0x6d, 0x6d, "date-time", "dateTime", "", 0, "date"],
  [0x6e, 0x6e, "heat-cost-units", "heatCostUnits", "HCA", 0],
  ...durationRows(0x70, "averaging-duration"),
  ...durationRows(0x74, "actuality-duration"),
  [0x78, 0x78, "fabrication-number", "identification", "", 0, "digits"],
  [0x79, 0x79, "enhanced-identification", "identification", "", 0, "hex"],
  [0x7a, 0x7a, "bus-address", "count", "", 0, "unsigned"],
  [0x7e, 0x7e, "any", "dimensionless", "", 0],
];

/** Facts by VIF & 0x7F; `undefined` where the code is reserved or leads into another table. */
export const PRIMARY_VIFS = unfoldVifRows(ROWS);

export const VIF_EXTENSION_FIRST = 0x7b;
export const VIF_PLAIN_TEXT = 0x7c;
export const VIF_EXTENSION_SECOND = 0x7d;
export const VIF_MANUFACTURER = 0x7f;
