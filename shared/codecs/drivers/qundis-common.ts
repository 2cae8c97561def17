/** What Qundis heat meters, water meters and heat cost allocators have in common. */
import type { Field, StatusTable } from "./driver.ts";

/** Storage 1 is the yearly due date, 17 the last month end. */
export const QUNDIS_FIELDS: readonly Field[] = [
  { name: "target_year_date", match: { meaning: "date", storage: 1 } },
  { name: "target_date", match: { meaning: "date", storage: 17 } },
  { name: "device_error_date", match: { meaning: "date", function: "error" } },
  { name: "target_year_energy", match: { meaning: "energy", storage: 1 } },
  { name: "target_energy", match: { meaning: "energy", storage: 17 } },
  { name: "target_year", match: { meaning: "volume", storage: 1 } },
  { name: "target", match: { meaning: "volume", storage: 17 } },
  { name: "consumption_at_set_date", match: { meaning: "heat-cost-units", storage: 1 } },
  { name: "consumption_at_set_date_{storage}", match: { meaning: "heat-cost-units", storage: [2, 31] } },
  {
    // The VIFE says "duration of a limit"; the value is the flow itself.
    name: "volume_flow",
    register: "flow1",
    match: { vib: "BB56" },
    reads: { quantity: "volumeFlow", unit: "m³/h", exponent: -3 },
  },
];

/** Error flags of the heat meters; a sensor fault of more than eight hours stays as sabotage. */
export const QUNDIS_HEAT_FLAGS: StatusTable = {
  match: { header: "02FD17" },
  bits: {
    0: "no-flow",
    1: "t1-interrupted",
    2: "t2-interrupted",
    3: "temperature-electronics-error",
    4: "low-battery",
    5: "t1-short-circuit",
    6: "t2-short-circuit",
    7: "memory-error",
    8: "tamper",
    9: "electronics-error",
  },
};
