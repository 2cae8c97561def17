import { DATE_FIELDS, FLOWING_MEDIA, HOUR_FIELDS, THERMAL_FIELDS } from "./common.ts";
import type { Driver } from "./driver.ts";

/**
 * Reads any meter that follows EN 13757-3: the main registers of each medium get their names, all
 * other records are named by their header (generic-name.ts). Other drivers stand on these fields.
 */
export const generic: Driver = {
  name: "generic",
  product: "",
  detect: [],
  fields: [
    ...DATE_FIELDS,
    ...HOUR_FIELDS,
    ...THERMAL_FIELDS,

    { name: "total", register: "V1", match: { meaning: "volume", media: FLOWING_MEDIA } },
    {
      name: "total_at_base_conditions",
      register: "V1",
      match: { meaning: "volume", modifiers: ["at-base-conditions"], media: ["gas"] },
    },
    {
      name: "total_uncorrected",
      register: "V1",
      match: { meaning: "volume", modifiers: ["uncorrected"], media: ["gas"] },
    },
    {
      name: "total_forward",
      match: { meaning: "volume", modifiers: ["forward-flow"], media: FLOWING_MEDIA },
    },
    {
      name: "total_backward",
      register: "backflow",
      match: { meaning: "volume", modifiers: ["backward-flow"], media: FLOWING_MEDIA },
    },
    { name: "target", match: { meaning: "volume", storage: 1, media: FLOWING_MEDIA } },
    {
      name: "target_backward",
      match: { meaning: "volume", storage: 1, modifiers: ["backward-flow"], media: FLOWING_MEDIA },
    },
    { name: "volume_flow", register: "flow1", match: { meaning: "volume-flow", media: FLOWING_MEDIA } },
    {
      name: "flow_temperature",
      register: "tWater",
      match: { meaning: "flow-temperature", media: FLOWING_MEDIA },
    },
    {
      name: "external_temperature",
      register: "tAmbient",
      match: { meaning: "external-temperature", media: [...FLOWING_MEDIA, "room-sensor"] },
    },

    {
      name: "total_energy_consumption",
      register: "A+",
      match: { meaning: "energy", media: ["electricity"] },
    },
    {
      name: "total_energy_consumption",
      register: "A+",
      match: { meaning: "energy", modifiers: ["forward-flow"], media: ["electricity"] },
    },
    {
      name: "total_energy_production",
      register: "A-",
      match: { meaning: "energy", modifiers: ["backward-flow"], media: ["electricity"] },
    },
    {
      name: "total_reactive_energy_consumption",
      register: "R+",
      match: { meaning: "reactive-energy", media: ["electricity"] },
    },
    {
      name: "total_reactive_energy_production",
      register: "R-",
      match: { meaning: "reactive-energy", modifiers: ["backward-flow"], media: ["electricity"] },
    },
    {
      name: "current_power_consumption",
      register: "P+",
      match: { meaning: "power", media: ["electricity"] },
    },
    {
      name: "current_power_production",
      register: "P-",
      match: { meaning: "power", modifiers: ["backward-flow"], media: ["electricity"] },
    },
    {
      name: "total_energy_consumption_tariff_{tariff}",
      match: { meaning: "energy", tariff: [1, 15], media: ["electricity"] },
    },
    {
      name: "total_energy_production_tariff_{tariff}",
      match: { meaning: "energy", tariff: [1, 15], modifiers: ["backward-flow"], media: ["electricity"] },
    },
    { name: "voltage_at_phase_1", match: { meaning: "voltage", modifiers: ["phase-l1"] } },
    { name: "voltage_at_phase_2", match: { meaning: "voltage", modifiers: ["phase-l2"] } },
    { name: "voltage_at_phase_3", match: { meaning: "voltage", modifiers: ["phase-l3"] } },
    { name: "current_at_phase_1", match: { meaning: "electric-current", modifiers: ["phase-l1"] } },
    { name: "current_at_phase_2", match: { meaning: "electric-current", modifiers: ["phase-l2"] } },
    { name: "current_at_phase_3", match: { meaning: "electric-current", modifiers: ["phase-l3"] } },

    {
      name: "current_consumption",
      register: "HCA",
      match: { meaning: "heat-cost-units", media: ["heat-cost-allocator"] },
    },
    {
      name: "consumption_at_set_date",
      match: { meaning: "heat-cost-units", storage: 1, media: ["heat-cost-allocator"] },
    },

    { name: "pressure", register: "P1", match: { meaning: "pressure", media: ["pressure"] } },
    { name: "current_temperature", match: { meaning: "flow-temperature", media: ["room-sensor"] } },
    { name: "relative_humidity", match: { meaning: "relative-humidity" } },
  ],
  // Which flag means what only the maker knows; that there is one must be seen.
  status: [{ match: { meaning: "error-flags" }, bits: {} }],
  source: "EN 13757-3:2018, tables 10, 12, 14 and 15",
};
