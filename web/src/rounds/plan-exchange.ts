import { keyLike, type SpareMeter, serialOf } from "../../../shared/model/meter-exchange.ts";
import type { EntryDoubt } from "../../../shared/model/visit.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";

/** What a number on a label says of a meter. `fault`: it cannot be this one. */
export interface NamedMeter {
  /** Eight digits; absent while there are none. */
  readonly serial?: string;
  readonly key?: string;
  readonly type: string;
  readonly fault?: "no-number" | "same" | "elsewhere";
  /** Where the number hangs already, for `elsewhere`. */
  readonly address?: string;
  /** To be confirmed: another number than the round says, or one that is in nobody's stock. */
  readonly doubt?: "other" | Extract<EntryDoubt, "unknown-meter">;
}

/** Few digits are a number still being typed. */
const unnamed = (text: string): NamedMeter =>
  /^\d{0,3}$/.test(text.trim()) ? { type: "" } : { type: "", fault: "no-number" };

/** The meter that comes down: the round's own, or another one that hangs there and is confirmed. */
export function nameOld(text: string, meter: NonNullable<RoundCard["meter"]>): NamedMeter {
  const serial = serialOf(text);
  if (serial === undefined) return unnamed(text);
  if (serial === meter.serial.padStart(8, "0")) return { serial, key: meter.key, type: meter.type };
  const key = keyLike(serial, meter.key);
  return { serial, type: "", doubt: "other", ...(key ? { key } : {}) };
}

/** The meter that is put up: one of the stock by its number, or one nobody told of. */
export function nameNew(
  text: string,
  from: {
    readonly old: NamedMeter;
    /** Key of the meter it takes the place of. */
    readonly like: string;
    readonly spares: readonly SpareMeter[];
    readonly cards: readonly RoundCard[];
  },
): NamedMeter {
  const serial = serialOf(text);
  if (serial === undefined) return unnamed(text);
  if (serial === from.old.serial) return { serial, type: "", fault: "same" };
  const there = from.cards.find(({ meter }) => meter?.serial === serial);
  if (there) return { serial, type: "", fault: "elsewhere", address: there.address || there.number };
  const spare = from.spares.find((one) => one.serial === serial);
  if (spare) return { serial, key: spare.meter, type: spare.type };
  const key = keyLike(serial, from.like);
  return { serial, type: "", doubt: "unknown-meter", ...(key ? { key } : {}) };
}

const MOST_SHOWN = 5;

/** Meters of the stock whose number has what is typed so far; those of the old one's maker first. */
export function findSpares(text: string, spares: readonly SpareMeter[], like: string): readonly SpareMeter[] {
  const digits = text.replaceAll(/\D/g, "");
  const maker = like.split("-")[0] ?? "";
  const isLike = ({ meter }: SpareMeter): number => (meter.startsWith(`${maker}-`) ? 0 : 1);
  return spares
    .filter(({ serial }) => serial.includes(digits) && serial !== digits)
    .sort((a, b) => isLike(a) - isLike(b) || (a.serial < b.serial ? -1 : 1))
    .slice(0, MOST_SHOWN);
}
