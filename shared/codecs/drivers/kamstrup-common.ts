/**
 * What Kamstrup's heat, cooling and water meters have in common. Names are those that Home Assistant
 * and MQTT set-ups know from other readers, without their unit.
 */
import type { StatusId } from "../../model/status.ts";
import type { Field, StatusTable } from "./driver.ts";

/** Sums of m³ × °C; their count follows the resolution of V1 (technical descriptions, "E8 and E9"). */
const volumeTemperature = (name: string, vib: string, register: "E8" | "E9"): readonly Field[] => [
  {
    name,
    register,
    match: { vib },
    reads: { quantity: "volumeTemperature", unit: "m³·°C", exponent: "volume-resolution" },
  },
  {
    name: `target_${name}`,
    match: { vib, storage: 1 },
    reads: { quantity: "volumeTemperature", unit: "m³·°C", exponent: "volume-resolution" },
  },
];

/** An info code the meter keeps under a code of its own. */
const infoField = (vib: string): Field => ({
  name: "info_code",
  register: "info",
  match: { vib },
  reads: { quantity: "flags", unit: "", type: "unsigned" },
});

/** Heat and cooling: MULTICAL 302 to 803. */
export const MULTICAL_FIELDS: readonly Field[] = [
  { name: "t1_temperature", register: "t1", match: { meaning: "flow-temperature" } },
  { name: "t2_temperature", register: "t2", match: { meaning: "return-temperature" } },
  { name: "t3_temperature", register: "t3", match: { meaning: "external-temperature" } },
  {
    name: "flow_return_temperature_difference",
    register: "dt",
    match: { meaning: "temperature-difference" },
  },
  ...volumeTemperature("forward_energy", "FF07", "E8"),
  ...volumeTemperature("return_energy", "FF08", "E9"),
  // MULTICAL 602 counts the same sums under another code.
  ...volumeTemperature("forward_energy", "EEFF07", "E8"),
  ...volumeTemperature("return_energy", "EEFF08", "E9"),
  { name: "energy_tariff_2", register: "TA2", match: { meaning: "energy", tariff: 1 } },
  { name: "energy_tariff_3", register: "TA3", match: { meaning: "energy", tariff: 2 } },
  { name: "energy_tariff_4", register: "TA4", match: { meaning: "energy", tariff: 3 } },
  { name: "operating_time", register: "hours", match: { vib: "A5FF21" } },
  { name: "enhanced_id", match: { vib: "F9FF15" } },
  infoField("FF21"),
  infoField("FF22"),
  { name: "info_code", register: "info", match: { meaning: "error-flags" } },
];

/** Of meters that take pressure sensors: the second is told by its subunit, as EN 13757-3 tells a second of a kind. */
export const PRESSURE_FIELDS: readonly Field[] = [
  { name: "pressure_1", register: "P1", match: { meaning: "pressure" } },
  { name: "pressure_2", register: "P2", match: { meaning: "pressure", subunit: 1 } },
];

/** Info bits of 403, 603 and 803 (32 bits, register 369). Bits 10 and 26 are reserved. */
export const MULTICAL_INFO_32: StatusTable = {
  match: { header: "04FF22" },
  bits: {
    0: "voltage-interrupted",
    1: "low-battery",
    2: "external-alarm",
    3: "t1-above-range",
    4: "t2-above-range",
    5: "t1-below-range",
    6: "t2-below-range",
    7: "dt-wrong-polarity",
    8: "v1-air",
    9: "v1-wrong-direction",
    11: "v1-flow-increased",
    12: "input-a1-leak",
    13: "input-b1-leak",
    14: "input-a-alarm",
    15: "input-b-alarm",
    16: "v1-communication-error",
    17: "v1-wrong-pulse-figure",
    18: "input-a2-leak",
    19: "input-b2-leak",
    20: "t3-above-range",
    21: "t3-below-range",
    22: "v2-communication-error",
    23: "v2-wrong-pulse-figure",
    24: "v2-air",
    25: "v2-wrong-direction",
    27: "v2-flow-increased",
    28: "burst-water-loss",
    29: "burst-water-penetration",
    30: "leak-water-loss",
    31: "leak-water-penetration",
  },
};

/** Info bits of 303 (16 bits). Bits 2, 10 and 12 to 15 are reserved. */
export const MULTICAL_INFO_16: StatusTable = {
  match: { header: "02FF22" },
  bits: {
    0: "voltage-interrupted",
    1: "low-battery",
    3: "t1-above-range",
    4: "t2-above-range",
    5: "t1-below-range",
    6: "t2-below-range",
    7: "dt-wrong-polarity",
    8: "v1-air",
    9: "v1-wrong-direction",
    11: "v1-flow-increased",
  },
};

/** Info code of 402 and 602, a decimal sum (register 99). Bit 1 is not used. */
export const MULTICAL_INFO_CODE: StatusTable = {
  match: { meaning: "error-flags" },
  bits: {
    0: "voltage-interrupted",
    2: "t2-out-of-range",
    3: "t1-out-of-range",
    4: "v1-communication-error",
    5: "t3-out-of-range",
    6: "cold-water-leak",
    7: "v2-wrong-pulse-figure",
    8: "heating-leak",
    9: "burst-water-loss",
    10: "v2-communication-error",
    11: "v1-wrong-pulse-figure",
    12: "v1-air",
    13: "v2-air",
    14: "v1-wrong-direction",
    15: "v2-wrong-direction",
  },
};

/** A dry meter sends the highest count of a temperature byte: 127 °C is no value. */
const temperature = (name: string, match: Field["match"], register?: Field["register"]): Field => ({
  name,
  match,
  absentCount: 127,
  ...(register === undefined ? {} : { register }),
});

/** Water: MULTICAL 21 and flowIQ. Storage 1 is the last due date, 2 the day before. */
export const WATER_FIELDS: readonly Field[] = [
  { name: "total", register: "V1", match: { meaning: "volume" } },
  { name: "target", match: { meaning: "volume", storage: 1 } },
  { name: "flow", register: "flow1", match: { meaning: "volume-flow" } },
  { name: "max_flow", match: { meaning: "volume-flow", function: "max", storage: [0, 2] } },
  { name: "min_flow", match: { meaning: "volume-flow", function: "min", storage: [0, 2] } },
  temperature("flow_temperature", { meaning: "flow-temperature" }, "tWater"),
  temperature("flow_temperature", { meaning: "flow-temperature", function: "min", storage: 1 }),
  temperature("min_flow_temperature", { meaning: "flow-temperature", function: "min", storage: [0, 2] }),
  temperature("max_flow_temperature", { meaning: "flow-temperature", function: "max", storage: [0, 2] }),
  temperature("external_temperature", { meaning: "external-temperature" }, "tAmbient"),
  temperature("max_external_temperature", {
    meaning: "external-temperature",
    function: "max",
    storage: [0, 2],
  }),
  temperature("min_external_temperature_last_month", {
    meaning: "external-temperature",
    function: "min",
    storage: 1,
  }),
  temperature("min_external_temperature_last_day", {
    meaning: "external-temperature",
    function: "min",
    storage: 2,
  }),
  infoField("FF20"),
  infoField("FF23"),
];

const WATER_BITS: Readonly<Record<number, StatusId>> = { 0: "dry", 1: "reverse-flow", 2: "leak", 3: "burst" };

const DURATIONS = [
  "",
  "1-8 hours",
  "9-24 hours",
  "2-3 days",
  "4-7 days",
  "8-14 days",
  "15-21 days",
  "22-31 days",
];

/** Info code of MULTICAL 21 and flowIQ (16 bits): four states, and how long each lasted last month. */
export const WATER_INFO_16: StatusTable = {
  match: { vib: "FF20" },
  bits: WATER_BITS,
  ignoredMask: 0xfff0,
  durations: [
    { name: "time_dry", shift: 4, width: 3, texts: DURATIONS },
    { name: "time_reversed", shift: 7, width: 3, texts: DURATIONS },
    { name: "time_leaking", shift: 10, width: 3, texts: DURATIONS },
    { name: "time_bursting", shift: 13, width: 3, texts: DURATIONS },
  ],
};

/** Info code of newer flowIQ (32 bits). Bits 8 and 10 are not used, 11 is seen and undocumented. */
export const WATER_INFO_32: StatusTable = {
  match: { vib: "FF23" },
  bits: {
    ...WATER_BITS,
    4: "tamper",
    5: "low-battery",
    6: "low-ambient-temperature",
    7: "flow-above-q4",
    9: "no-consumption",
  },
};
