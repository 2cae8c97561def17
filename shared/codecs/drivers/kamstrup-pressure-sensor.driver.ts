import type { Driver } from "./driver.ts";

/** Pressure sensor for water networks. Two floats (05FF09, 05FF0A) have no documented meaning. */
export const kamstrupPressureSensor: Driver = {
  name: "kamstrup-pressure-sensor",
  product: "PressureSensor",
  detect: [{ manufacturer: "KAM", versions: [0x01], deviceTypes: [0x18] }],
  fields: [
    { name: "max_pressure", match: { meaning: "pressure", function: "max" } },
    { name: "min_pressure", match: { meaning: "pressure", function: "min" } },
    { name: "alfa", match: { vib: "FF09" } },
    { name: "beta", match: { vib: "FF0A" } },
    { name: "info_code", register: "info", match: { meaning: "error-flags" } },
  ],
  status: [
    {
      match: { meaning: "error-flags" },
      bits: {
        0: "pressure-drop",
        1: "pressure-surge",
        2: "pressure-high",
        3: "pressure-low",
        4: "pressure-transient",
        5: "communication-error",
      },
    },
  ],
  source: "info bits from the product's data sheet",
};
