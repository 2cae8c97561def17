/**
 * Words that wmbusmeters prints for the Kamstrup families (heat, water, pressure, electricity), so
 * that a set-up built on its field names can switch without edits. Bit tables: index = bit.
 */

export const WMBUSMETERS_FAMILIES: readonly { readonly drivers: RegExp; readonly meter: string }[] = [
  { drivers: /^kamstrup-multical-[3-9]\d\d$/, meter: "kamheat" },
  { drivers: /^kamstrup-(multical-21|flowiq-\d+|kwm-\d+)$/, meter: "kamwater" },
  { drivers: /^kamstrup-pressure-sensor$/, meter: "kampress" },
  { drivers: /^kamstrup-omnipower$/, meter: "omnipower" },
];

/** Device type byte → the text under `media`. */
export const WMBUSMETERS_MEDIA: ReadonlyMap<number, string> = new Map([
  [0x02, "electricity"],
  [0x03, "gas"],
  [0x04, "heat"],
  [0x06, "warm water"],
  [0x07, "water"],
  [0x0a, "cooling load volume at outlet"],
  [0x0b, "cooling load volume at inlet"],
  [0x0c, "heat volume at inlet"],
  [0x0d, "heat/cooling load"],
  [0x15, "hot water"],
  [0x16, "cold water"],
  [0x18, "pressure"],
]);

const HEAT_16 = [
  "VOLTAGE_INTERRUPTED",
  "LOW_BATTERY_LEVEL",
  "RESERVED_BIT_2",
  "SENSOR_T1_ABOVE_MEASURING_RANGE",
  "SENSOR_T2_ABOVE_MEASURING_RANGE",
  "SENSOR_T1_BELOW_MEASURING_RANGE",
  "SENSOR_T2_BELOW_MEASURING_RANGE",
  "TEMP_DIFF_WRONG_POLARITY",
  "FLOW_SENSOR_WEAK_OR_AIR",
  "WRONG_FLOW_DIRECTION",
  "RESERVED_BIT_10",
  "FLOW_INCREASED",
  "RESERVED_BIT_12",
  "RESERVED_BIT_13",
  "RESERVED_BIT_14",
  "RESERVED_BIT_15",
] as const;

const HEAT_32 = [
  ...HEAT_16.slice(0, 2),
  "SENSOR_ERROR",
  ...HEAT_16.slice(3, 12),
  "IN_A1_LEAKAGE_IN_THE_SYSTEM",
  "IN_B1_LEAKAGE_IN_THE_SYSTEM",
  "IN_A1_A2_EXTERNAL_ALARM",
  "IN_B1_B2_EXTERNAL_ALARM",
  "V1_COMMUNICATION_ERROR",
  "V1_WRONG_PULSE_FIGURE",
  "IN_A2_LEAKAGE_IN_THE_SYSTEM",
  "IN_B2_LEAKAGE_IN_THE_SYSTEM",
  "T3_ABOVE_MEASURING_RANGE_OR_SWITCHED_OFF",
  "T3_BELOW_MEASURING_RANGE_OR_SWITCHED_OFF",
  "V2_COMMUNICATION_ERROR",
  "V2_WRONG_PULSE_FIGURE",
  "V2_AIR",
  "V2_WRONG_FLOW_DIRECTION",
  "RESERVED_BIT_26",
  "V2_INCREASED_FLOW",
  "V1_V2_BURST_WATER_LOSS",
  "V1_V2_BURST_WATER_PENETRATION",
  "V1_V2_LEAKAGE_WATER_LOSS",
  "V1_V2_LEAKAGE_WATER_PENETRATION",
];

const HEAT_402 = [
  "VOLTAGE_INTERRUPTED",
  undefined,
  "SENSOR_T2_OUTSIDE_MEASURING_RANGE",
  "SENSOR_T1_OUTSIDE_MEASURING_RANGE",
  "V1_COMMUNICATION_ERROR",
  "SENSOR_T3_OUTSIDE_MEASURING_RANGE",
  "LEAKAGE_COLD_WATER",
  "V2_WRONG_PULSE_FIGURE",
  "LEAKAGE_HOT_WATER",
  "BURST_WATER_LOSS",
  "V2_COMMUNICATION_ERROR",
  "V1_WRONG_PULSE_FIGURE",
  "V1_AIR",
  "V2_AIR",
  "V1_WRONG_FLOW_DIRECTION",
  "V2_WRONG_FLOW_DIRECTION",
];

const WATER = ["DRY", "REVERSE", "LEAK", "BURST"];
const FLOW_IQ = [
  ...WATER,
  "TAMPER",
  "LOW_BATTERY",
  "LOW_ABIENT_TEMPERATURE",
  "FLOW_ABOVE_Q4",
  undefined,
  "NO_CONSUMPTION",
];
const PRESSURE = ["DROP", "SURGE", "HIGH", "LOW", "TRANSIENT", "COMM_ERROR"];

/** Family and record header of the info code → its bits' words. */
export const WMBUSMETERS_BITS: ReadonlyMap<string, readonly (string | undefined)[]> = new Map<
  string,
  readonly (string | undefined)[]
>([
  ["kamheat 04FF22", HEAT_32],
  ["kamheat 02FF22", HEAT_16],
  ["kamheat 02FD17", HEAT_402],
  ["kamwater 02FF20", WATER],
  ["kamwater 04FF23", FLOW_IQ],
  ["kampress 02FD17", PRESSURE],
]);

/** First bit of each three-bit duration in the 02FF20 info code of water meters, and its field. */
export const WMBUSMETERS_DURATIONS: readonly (readonly [field: string, firstBit: number])[] = [
  ["time_dry", 4],
  ["time_reversed", 7],
  ["time_leaking", 10],
  ["time_bursting", 13],
];

export const WMBUSMETERS_DURATION_TEXTS = [
  "",
  "1-8 hours",
  "9-24 hours",
  "2-3 days",
  "4-7 days",
  "8-14 days",
  "15-21 days",
  "22-31 days",
] as const;

/** Canonical unit → the ending of a field's name. */
export const WMBUSMETERS_SUFFIXES: ReadonlyMap<string, string> = new Map([
  ["kWh", "kwh"],
  ["m³", "m3"],
  ["m³/h", "m3h"],
  ["kW", "kw"],
  ["°C", "c"],
  ["K", "c"],
  ["bar", "bar"],
  ["h", "h"],
  ["V", "v"],
  ["A", "a"],
  ["m³·°C", "m3c"],
]);

/** Our record name → the one wmbusmeters uses, where they differ: MULTICAL 602 sums, pressure floats. */
export const WMBUSMETERS_NAMES: ReadonlyMap<string, string> = new Map([
  ["kamstrup-multical-602 forward_energy", "va_counter"],
  ["kamstrup-multical-602 return_energy", "vb_counter"],
  ["kamstrup-pressure-sensor alfa", "alfa_counter"],
  ["kamstrup-pressure-sensor beta", "beta_counter"],
]);

/** Fields the original prints a second time under another name, where a telegram has no such record of its own. */
export const WMBUSMETERS_TWICE: readonly {
  readonly meter: string;
  readonly field: string;
  readonly from: string;
}[] = [{ meter: "kamwater", field: "flow_temperature_c", from: "min_flow_temperature_c" }];
