import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import type { Cause } from "../../shared/field/why-not-read.ts";
import type { WirePoint } from "../../shared/model/wire.ts";
import { encodeIm871aIndication } from "../../shared/simulator/im871a-receiver.ts";
import type { StickFrame } from "./heard-town.ts";

/** A point that is not read, and what its receiver hears there instead. */
export interface Scripted {
  readonly cause: Exclude<Cause, "not-decoded">;
  readonly point: WirePoint;
  readonly frames: readonly StickFrame[];
}

const LOUD_DBM = -61;
const USUAL_DBM = -80;
/** Meters nobody has told the office of. */
export const NEW_METER = "99000002";
export const STRANGER = "99000007";

const HEAT_BYTES = /^..44(2D2C)/;
const byteSwapped = (serial: string): string => (serial.match(/../g) ?? []).reverse().join("");

/** As a stick says it: the telegram without link checksums. */
function stickFrame(hex: string, rssiDbm = USUAL_DBM): StickFrame {
  const telegram = parseHex(hex);
  if (!telegram.ok) throw new Error(hex);
  return {
    meter: hex.slice(4, 16),
    hex,
    line: encodeIm871aIndication({ telegram: telegram.value, rssiDbm }),
  };
}

/** The same telegram from another number; what is encrypted stays encrypted for the first. */
const renamed = (hex: string, serial: string): string =>
  hex.slice(0, 8) + byteSwapped(serial) + hex.slice(16);

/** The address of one telegram (maker, number, version, type), what follows given from the CI on. */
function rewritten(hex: string, content: string): string {
  const rest = `44${hex.slice(4, 20)}${content}`;
  return `${(rest.length / 2).toString(16).padStart(2, "0")}${rest}`.toUpperCase();
}

/** The first so many bytes of a telegram, as a receiver has it that lost the rest. */
function cut(hex: string, bytes: number): string {
  const part = hex.slice(0, bytes * 2);
  return `${(bytes - 1).toString(16).padStart(2, "0")}${part.slice(2)}`.toUpperCase();
}

/** CI 7A behind the address: a short header, as T1 meters send it (EN 13757-7). */
const isT1 = ({ hex }: StickFrame): boolean => hex.slice(20, 22) === "7A";
/** CI 8D: an extended link layer, encrypted as a whole (EN 13757-4). */
const isC1 = ({ hex }: StickFrame): boolean => hex.slice(20, 22) === "8D" && HEAT_BYTES.test(hex);

/**
 * Chooses eight heat meters' points of a round and says what is heard of each: one for each reason why a
 * meter is not read. What the ninth tells of nobody.
 */
export function scriptCauses(
  points: readonly WirePoint[],
  framesOf: (serial: string) => readonly StickFrame[],
): readonly Scripted[] {
  const heat = points.filter(({ medium, lat, meter }) => medium === "heat" && lat !== undefined && meter);
  const own = (point: WirePoint): readonly StickFrame[] => framesOf(point.meter?.serial ?? "");
  const c1 = heat.filter((point) => own(point).length > 2 && own(point).every(isC1));
  const long = (frame: StickFrame): boolean => isT1(frame) && frame.hex.length >= 2 * 90;
  const t1 = heat.find((point) => own(point).some(long));
  const apart = spread(c1);
  const [donor, never, newer, wrong, compact, asleep, other, unsupported] = apart;
  if (!(t1 && donor && never && newer && wrong && compact && asleep && other && unsupported))
    throw new Error("the town has too few heat meters for the script");
  const full = own(donor).at(-1)?.hex ?? "";
  const whole = own(t1).find(long)?.hex ?? "";
  const hexOf = (point: WirePoint): string => own(point)[0]?.hex ?? "";
  const one = (cause: Scripted["cause"], point: WirePoint, ...frames: StickFrame[]): Scripted => ({
    cause,
    point,
    frames,
  });
  return [
    one("never-heard", never),
    // Put up yesterday; its key has not come yet.
    one("no-key", newer, stickFrame(renamed(full, NEW_METER))),
    one("wrong-key", wrong, stickFrame(renamed(full, wrong.meter?.serial ?? ""))),
    // Encrypted blocks are announced that never came.
    one("damaged", t1, stickFrame(cut(whole, Math.floor(whole.length / 2) - 30))),
    // CI 79: signature and checksum of a format nobody has told.
    one("compact-only", compact, stickFrame(rewritten(hexOf(compact), "79112233440102030405060708"))),
    { cause: "asleep", point: asleep, frames: own(asleep) },
    one("other-meter", other, stickFrame(renamed(full, STRANGER), LOUD_DBM)),
    // Security mode 13 (TLS) of EN 13757-7 in a short header: no key would open it here.
    one(
      "unsupported",
      unsupported,
      stickFrame(rewritten(hexOf(unsupported), `7A0100000D${"00".repeat(16)}`)),
    ),
  ];
}

const METRES_PER_DEGREE = 111_320;
const APART_M = 80;

/** Points none of which is near another: who is loud at one door is not heard as somebody at the next. */
function spread(points: readonly WirePoint[]): readonly WirePoint[] {
  const kept: WirePoint[] = [];
  for (const point of points) {
    const isNear = kept.some(
      (other) =>
        Math.hypot((other.lat ?? 0) - (point.lat ?? 0), (other.lon ?? 0) - (point.lon ?? 0)) *
          METRES_PER_DEGREE <
        APART_M,
    );
    if (!isNear) kept.push(point);
  }
  return kept;
}
