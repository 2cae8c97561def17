/**
 * What meters report about themselves, one id per meaning whatever maker or bit it came from.
 * Ids are stable: they are stored with readings and translated by the web catalogues.
 *
 * - `measurement`: values of this period are wrong or missing.
 * - `plant`: the meter is right, the installation wants attention (leak, flow, pressure, frost).
 * - `service`: the meter itself wants attention (battery, supply, tampering, clock).
 */
export type Severity = "measurement" | "plant" | "service";

const STATUS_SEVERITIES = {
  // Transport header, any maker (EN 13757-7, status byte).
  "application-busy": "service",
  "application-error": "service",
  "abnormal-condition": "plant",
  "power-low": "service",
  "permanent-error": "measurement",
  "temporary-error": "measurement",

  // Supply and the meter itself.
  "voltage-interrupted": "service",
  "low-battery": "service",
  "battery-lifetime-exceeded": "service",
  "external-alarm": "service",
  "communication-error": "measurement",
  "electronics-error": "measurement",
  "measurement-error": "measurement",
  "meter-reset": "service",
  "radio-error": "service",
  "memory-error": "measurement",
  "service-event": "service",
  "install-frame": "service",
  "two-way-blocked": "service",
  "access-error": "service",
  "unknown-info-bits": "service",

  // Temperature sensors.
  "t1-above-range": "measurement",
  "t1-below-range": "measurement",
  "t1-out-of-range": "measurement",
  "t2-above-range": "measurement",
  "t2-below-range": "measurement",
  "t2-out-of-range": "measurement",
  "t3-above-range": "plant",
  "t3-below-range": "plant",
  "t3-out-of-range": "plant",
  "dt-wrong-polarity": "measurement",
  "t1-interrupted": "measurement",
  "t2-interrupted": "measurement",
  "t1-short-circuit": "measurement",
  "t2-short-circuit": "measurement",
  "temperature-electronics-error": "measurement",
  "wrong-temperature": "measurement",

  // Flow sensors.
  "v1-communication-error": "measurement",
  "v1-wrong-pulse-figure": "measurement",
  "v1-air": "measurement",
  "v1-wrong-direction": "measurement",
  "v1-flow-increased": "plant",
  "v2-communication-error": "measurement",
  "v2-wrong-pulse-figure": "measurement",
  "v2-air": "measurement",
  "v2-wrong-direction": "measurement",
  "v2-flow-increased": "plant",
  "no-flow": "plant",
  "maximum-flow": "plant",
  "minimum-flow": "plant",
  "flow-above-q4": "measurement",
  "flow-unchanged": "plant",
  underflow: "measurement",
  overflow: "measurement",

  // Electricity.
  "voltage-overflow": "measurement",
  "current-overflow": "measurement",
  "frequency-out-of-range": "measurement",

  // Plant.
  "input-a1-leak": "plant",
  "input-a2-leak": "plant",
  "input-b1-leak": "plant",
  "input-b2-leak": "plant",
  "input-a-alarm": "plant",
  "input-b-alarm": "plant",
  "cold-water-leak": "plant",
  "heating-leak": "plant",
  "burst-water-loss": "plant",
  "burst-water-penetration": "plant",
  "leak-water-loss": "plant",
  "leak-water-penetration": "plant",
  leak: "plant",
  "leak-previously": "plant",
  burst: "plant",
  "continuous-flow": "plant",
  "no-consumption": "plant",
  "leak-or-no-consumption": "plant",
  "high-temperature": "plant",
  "low-ambient-temperature": "plant",
  "pressure-drop": "plant",
  "pressure-surge": "plant",
  "pressure-high": "plant",
  "pressure-low": "plant",
  "pressure-transient": "plant",
  smoke: "plant",

  // Water meters.
  dry: "measurement",
  "reverse-flow": "measurement",
  submerged: "service",
  "meter-blocked": "measurement",

  // Tampering.
  tamper: "service",
  "magnetic-field": "service",
  "module-removed": "service",
  "sensor-fraud": "service",
  "sensor-fraud-previously": "service",
  "mechanical-fraud": "service",
  "mechanical-fraud-previously": "service",
  "magnetic-fraud": "service",
  "seal-broken": "service",
} as const satisfies Record<string, Severity>;

export type StatusId = keyof typeof STATUS_SEVERITIES;

export const STATUS_IDS = Object.keys(STATUS_SEVERITIES) as readonly StatusId[];

export const isStatusId = (text: string): text is StatusId => Object.hasOwn(STATUS_SEVERITIES, text);

export const severityOf = (id: StatusId): Severity => STATUS_SEVERITIES[id];
