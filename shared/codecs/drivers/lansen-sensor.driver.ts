import type { Driver } from "./driver.ts";

/** A door or window by the code of its contact. */
const CONTACTS = Array.from({ length: 256 }, (_, code) =>
  code === 0x11 ? "closed" : code === 0x55 ? "open" : "",
);

/** Sensors, pulse counters and repeaters of Lansen. */
export const lansenSensor: Driver = {
  name: "lansen-sensor",
  product: "Lansen",
  detect: [
    { manufacturer: "LAS", versions: [0x14, 0x1b], deviceTypes: [0x00] },
    { manufacturer: "LAS", versions: [0x0b], deviceTypes: [0x02, 0x32] },
    { manufacturer: "LAS", versions: [0x03], deviceTypes: [0x1a] },
    { manufacturer: "LAS", versions: [0x07, 0x09], deviceTypes: [0x1b] },
    { manufacturer: "LAS", versions: [0x07], deviceTypes: [0x1d] },
  ],
  fields: [
    { name: "a_counter", match: { meaning: "dimensionless", media: ["other", "electricity"] } },
    { name: "b_counter", match: { meaning: "dimensionless", subunit: 1, media: ["other", "electricity"] } },
  ],
  status: [
    { match: { meaning: "error-flags" }, bits: {} },
    {
      match: { header: "02FD1B" },
      bits: {},
      ignoredMask: 0xffff,
      durations: [{ name: "contact", shift: 0, width: 8, texts: CONTACTS }],
    },
  ],
  statusByteBits: { 6: "tamper" },
  source: "public captures",
};
