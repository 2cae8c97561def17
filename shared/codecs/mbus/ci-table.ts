/**
 * CI field (EN 13757-7): which transport header follows and what the application data are.
 *
 * One value differs by link: 0x73 is the fixed data structure on the wire (EN 13757-3) and a
 * compact frame with a long header on the radio. A value missing here is unknown.
 */

export type TransportHeader = "none" | "short" | "long" | "long-msb" | "fixed";

/** What follows the transport header. `command`: sent to a meter. `other`: a protocol not read here. */
export type ApplicationContent =
  | "records"
  | "compact"
  | "format"
  | "manufacturer"
  | "application-error"
  | "alarm"
  | "fixed"
  | "none"
  | "command"
  | "other";

export interface CiFact {
  readonly header: TransportHeader;
  readonly content: ApplicationContent;
}

const fact = (header: TransportHeader, content: ApplicationContent): CiFact => ({ header, content });

const SHARED_CI: Readonly<Record<number, CiFact>> = {
  80: fact("none", "command"), // application reset or select
  81: fact("none", "command"), // data to the meter
  82: fact("none", "command"), // selection
  83: fact("long", "command"),
  84: fact("none", "command"), // request of selected application
  85: fact("long", "command"),
  90: fact("short", "command"),
  91: fact("long", "command"),
  92: fact("none", "command"), // synchronise action
  95: fact("long", "other"),
  96: fact("long", "command"), // COSEM to the meter
  97: fact("short", "command"),
  100: fact("long", "command"),
  101: fact("short", "command"),
  102: fact("none", "application-error"),
  103: fact("short", "application-error"),
  104: fact("long", "application-error"),
  105: fact("none", "format"),
  106: fact("short", "format"),
  107: fact("long", "format"),
  108: fact("long", "command"), // clock synchronisation, absolute
  109: fact("long", "command"), // clock synchronisation, relative
  110: fact("short", "application-error"),
  111: fact("long", "application-error"),
  112: fact("none", "application-error"),
  113: fact("none", "alarm"),
  114: fact("long", "records"),
  115: fact("long", "compact"),
  116: fact("short", "alarm"),
  117: fact("long", "alarm"),
  118: fact("long-msb", "records"), // most significant byte first (withdrawn from the standard)
  120: fact("none", "records"),
  121: fact("none", "compact"),
  122: fact("short", "records"),
  123: fact("short", "compact"),
  124: fact("long", "other"), // COSEM
  125: fact("short", "other"),
  126: fact("long", "other"), // OBIS
  127: fact("short", "other"),
  128: fact("long", "none"),
  129: fact("none", "other"), // network layer
  130: fact("none", "other"),
  138: fact("short", "none"),
  139: fact("long", "none"),
};

const isManufacturerCi = (ci: number): boolean => ci >= 0xa0 && ci <= 0xb7;
const isBaudRateCi = (ci: number): boolean => ci >= 0xb8 && ci <= 0xbf;

const factOfCi = (ci: number): CiFact | undefined => {
  if (isManufacturerCi(ci)) return fact("none", "manufacturer");
  if (isBaudRateCi(ci)) return fact("none", "command");
  return SHARED_CI[ci];
};

const WIRELESS = Array.from({ length: 256 }, (_, ci) => factOfCi(ci));

const WIRED = WIRELESS.map((known, ci) => {
  if (ci === 0x73 || ci === 0x77) return fact("fixed", "fixed");
  return known;
});

/** What a CI byte announces on the radio; `undefined` when the standard assigns nothing. */
export const findWirelessCi = (ci: number): CiFact | undefined => WIRELESS[ci];

/** What a CI byte announces on the wire; `undefined` when the standard assigns nothing. */
export const findWiredCi = (ci: number): CiFact | undefined => WIRED[ci];
