import type { Driver } from "./driver.ts";

/** From 28 on the maker wants the chamber cleaned. */
const DUST_LEVELS = Array.from({ length: 32 }, (_, level) =>
  level < 28 ? `${level} of 31` : `${level} of 31, cleaning recommended`,
);

/** Smoke alarm of Ei Electronics. Its head's status holds how dusty the chamber is, from 0 to 31. */
export const eiElectronicsEi6500: Driver = {
  name: "ei-electronics-ei6500",
  product: "Ei6500",
  detect: [{ manufacturer: "EIE", versions: [0x0c], deviceTypes: [0x1a] }],
  fields: [],
  status: [
    {
      match: { header: "8440FF2C" },
      bits: { 6: "tamper" },
      ignoredMask: 0xffffffbf,
      durations: [{ name: "dust_level", shift: 0, width: 5, texts: DUST_LEVELS }],
    },
  ],
  source: "public captures",
};
