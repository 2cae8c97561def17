/** Field pieces that several drivers share, and the one way to write a telegram's dates and clocks. */
import type { Medium } from "../../model/medium.ts";
import type { Field } from "./driver.ts";

const HEAT_MEDIA: readonly Medium[] = ["heat", "heat-cooling", "steam"];
const THERMAL_MEDIA: readonly Medium[] = [...HEAT_MEDIA, "cooling"];
/** With "other", as pulse adapters and radio converters call themselves. */
export const FLOWING_MEDIA: readonly Medium[] = ["water", "warm-water", "waste-water", "gas", "oil", "other"];

/** Clock and due date as nearly every meter sends them. */
export const DATE_FIELDS: readonly Field[] = [
  { name: "meter_date", match: { meaning: "date" } },
  { name: "meter_datetime", match: { meaning: "date-time" } },
  { name: "target_date", match: { meaning: "date", storage: 1 } },
  { name: "target_datetime", match: { meaning: "date-time", storage: 1 } },
  { name: "error_date", match: { meaning: "date", function: "error" } },
  { name: "error_datetime", match: { meaning: "date-time", function: "error" } },
];

/** Hours with and without error, from either of the two VIFs meters use for them. */
export const HOUR_FIELDS: readonly Field[] = [
  { name: "on_time", register: "hours", match: { meaning: "on-time" } },
  { name: "operating_time", register: "hours", match: { meaning: "operating-time" } },
  { name: "on_time_at_error", register: "errorHours", match: { meaning: "on-time", function: "error" } },
  {
    name: "operating_time_at_error",
    register: "errorHours",
    match: { meaning: "operating-time", function: "error" },
  },
];

/** Volume, energy, flow and temperatures of a heat or cooling meter. */
export const THERMAL_FIELDS: readonly Field[] = [
  {
    name: "total_energy_consumption",
    register: "E1",
    match: { meaning: "energy", media: HEAT_MEDIA },
  },
  { name: "total_energy_consumption", register: "E3", match: { meaning: "energy", media: ["cooling"] } },
  {
    name: "total_energy_backward",
    register: "E3",
    match: { meaning: "energy", modifiers: ["backward-flow"], media: HEAT_MEDIA },
  },
  {
    name: "total_energy_forward",
    register: "E1",
    match: { meaning: "energy", modifiers: ["forward-flow"], media: HEAT_MEDIA },
  },
  { name: "target_energy", match: { meaning: "energy", storage: 1, media: THERMAL_MEDIA } },
  {
    name: "target_energy_backward",
    match: { meaning: "energy", storage: 1, modifiers: ["backward-flow"], media: THERMAL_MEDIA },
  },
  { name: "total_volume", register: "V1", match: { meaning: "volume", media: THERMAL_MEDIA } },
  { name: "target_volume", match: { meaning: "volume", storage: 1, media: THERMAL_MEDIA } },
  {
    name: "total_volume_subunit{subunit}",
    register: "InA",
    match: { meaning: "volume", subunit: 1, media: THERMAL_MEDIA },
  },
  {
    name: "total_volume_subunit{subunit}",
    register: "InB",
    match: { meaning: "volume", subunit: 2, media: THERMAL_MEDIA },
  },
  {
    name: "target_volume_subunit{subunit}",
    match: { meaning: "volume", subunit: [1, 3], storage: 1, media: THERMAL_MEDIA },
  },
  { name: "total_mass", register: "M1", match: { meaning: "mass", media: THERMAL_MEDIA } },
  { name: "volume_flow", register: "flow1", match: { meaning: "volume-flow", media: THERMAL_MEDIA } },
  { name: "max_flow", match: { meaning: "volume-flow", function: "max", media: THERMAL_MEDIA } },
  { name: "power", register: "power1", match: { meaning: "power", media: THERMAL_MEDIA } },
  { name: "max_power", match: { meaning: "power", function: "max", media: THERMAL_MEDIA } },
  { name: "flow_temperature", register: "t1", match: { meaning: "flow-temperature", media: THERMAL_MEDIA } },
  {
    name: "return_temperature",
    register: "t2",
    match: { meaning: "return-temperature", media: THERMAL_MEDIA },
  },
  {
    name: "temperature_difference",
    register: "dt",
    match: { meaning: "temperature-difference", media: THERMAL_MEDIA },
  },
];
