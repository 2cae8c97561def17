/** What flows through a meter. Device type bytes of EN 13757-7 map to these in the codecs. */
export const MEDIA = [
  "heat",
  "cooling",
  "heat-cooling",
  "water",
  "warm-water",
  "electricity",
  "gas",
  "heat-cost-allocator",
  "pressure",
  "room-sensor",
  "smoke-detector",
  "steam",
  "oil",
  "waste-water",
  "other",
] as const;

export type Medium = (typeof MEDIA)[number];
