/**
 * A simulated meter's telegram as it leaves the antenna: records → compact frame or not → transport →
 * ELL → link layer with CRCs. C1 meters encrypt in the extended link layer (EN 13757-4;
 * AES-128-CTR) and send the format with every eighth telegram; T1 meters use a short header and
 * security mode 5 (EN 13757-7) and always send full records.
 */
import { encodeCompactData } from "../codecs/wmbus/compact-frame.ts";
import { encodeTelegram, encodeWmbusFrame } from "../codecs/wmbus/encode-telegram.ts";
import { encodeRecords } from "./encode-records.ts";
import type { MeterMoment } from "./meter-life.ts";
import type { RadioMode, TownMeter } from "./town-point.ts";

export interface Sending {
  readonly moment: MeterMoment;
  /** Counts the meter's telegrams: access number and turn of the full frame. */
  readonly nth: number;
}

const FRAMINGS = { "c1-a": "frame-a", "c1-b": "frame-b", t1: "frame-a" } as const satisfies Record<
  RadioMode,
  string
>;
const FULL_FRAME_TURN = 8;
/** Synchronised. */
const ELL_CONTROL = 0x20;
/** Minutes are counted from the year 2000 in 25 bits, until 2063. */
const MINUTE_EPOCH_MS = Date.UTC(2000, 0, 1);
const MINUTE_MS = 60_000;
/** Sixteen session numbers a minute: no pair comes twice while telegrams are at least this far apart. */
export const SESSION_MS = MINUTE_MS / 16;

/** Bytes on the air, link CRCs included. */
export function encodeMeterTelegram(meter: TownMeter, sending: Sending): Uint8Array {
  const normalised = meter.radio === "t1" ? encodeT1(meter, sending) : encodeC1(meter, sending);
  return encodeWmbusFrame(normalised, FRAMINGS[meter.radio]);
}

function encodeC1(meter: TownMeter, { moment, nth }: Sending): Uint8Array {
  const records = encodeRecords(meter, moment);
  const compact = nth % FULL_FRAME_TURN === 0 ? undefined : encodeCompactData(records);
  const sinceEpochMs = moment.atMs - MINUTE_EPOCH_MS;
  return encodeTelegram({
    meter: meter.id,
    ell: {
      control: ELL_CONTROL,
      access: nth & 0xff,
      session: {
        minute: Math.floor(sinceEpochMs / MINUTE_MS),
        session: Math.floor((sinceEpochMs % MINUTE_MS) / SESSION_MS),
      },
      key: meter.aesKey,
    },
    transport: compact
      ? { header: "none", content: "compact", data: compact }
      : { header: "none", content: "records", data: records },
  });
}

function encodeT1(meter: TownMeter, { moment, nth }: Sending): Uint8Array {
  return encodeTelegram({
    meter: meter.id,
    transport: {
      header: "short",
      access: nth & 0xff,
      security: { mode: 5, key: meter.aesKey },
      data: encodeRecords(meter, moment),
    },
  });
}
