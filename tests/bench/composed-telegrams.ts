import { createDecipheriv } from "node:crypto";
import { formatHex, parseHex } from "../../shared/codecs/bytes/hex.ts";
import type { TransportLink } from "../../shared/codecs/decode-frame.ts";
import { encodeLongFrame } from "../../shared/codecs/mbus/mbus-frame.ts";
import {
  encodeTelegram,
  encodeWmbusFrame,
  type TelegramParts,
} from "../../shared/codecs/wmbus/encode-telegram.ts";
import { encodeTransport } from "../../shared/codecs/wmbus/encode-transport.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };

/** One telegram to measure, what has to come out of it, and the same cipher work without us. */
export interface MeasuredTelegram {
  readonly hex: string;
  readonly meter: MeterId;
  readonly energyKwh: string;
  /** Decrypts (or for clear telegrams: as many bytes) with node:crypto, and nothing else. */
  readonly cipherAlone: () => unknown;
}

export interface Workload {
  readonly name: string;
  readonly link: TransportLink;
  readonly telegrams: readonly MeasuredTelegram[];
}

const COUNT = 100;

function bytesOf(hex: string): Uint8Array {
  const bytes = parseHex(hex);
  if (!bytes.ok) throw new Error(`not hexadecimal: ${hex}`);
  return bytes.value;
}

export const KEY = bytesOf(vectors.key);
const RECORDS = bytesOf(vectors["403.records"]);
const ENERGY_AT = 2;

/** A MULTICAL 403 of its own for each telegram, with an energy of its own. */
const meterOf = (n: number): MeterId => ({
  manufacturer: "KAM",
  id: `${90_000_001 + n}`,
  version: 0x34,
  deviceType: 0x04,
});

const energyOf = (n: number): number => 12_345 + n * 7;

function recordsOf(n: number): Uint8Array {
  const records = RECORDS.slice();
  new DataView(records.buffer).setUint32(ENERGY_AT, energyOf(n), true);
  return records;
}

const cbcAlone = (bytes: Uint8Array, iv: Uint8Array) => (): unknown => {
  const cipher = createDecipheriv("aes-128-cbc", KEY, iv);
  cipher.setAutoPadding(false);
  const clear = cipher.update(bytes);
  cipher.final();
  return clear;
};

const ctrAlone = (bytes: Uint8Array, iv: Uint8Array) => (): unknown =>
  createDecipheriv("aes-128-ctr", KEY, iv).update(bytes);

const wholeBlocks = (bytes: Uint8Array): Uint8Array => new Uint8Array(Math.ceil(bytes.length / 16) * 16);

interface Composition {
  readonly name: string;
  readonly parts: (n: number) => Omit<TelegramParts, "meter">;
  readonly cipherAlone: (telegram: Uint8Array) => () => unknown;
}

const LINK_END = 10;
const ELL_SESSION_END = 17;
const SHORT_HEADER_END = 15;

/** Records behind two check bytes, filled up to whole blocks. */
const MODE_7_CIPHER_LENGTH = Math.ceil((RECORDS.length + 2) / 16) * 16;

const COMPOSITIONS: readonly Composition[] = [
  {
    name: "decode.clear",
    parts: (n) => ({ transport: { header: "short", access: n, data: recordsOf(n) } }),
    cipherAlone: (telegram) => cbcAlone(wholeBlocks(telegram), new Uint8Array(16)),
  },
  {
    name: "decode.mode5",
    parts: (n) => ({
      transport: { header: "short", access: n, security: { mode: 5, key: KEY }, data: recordsOf(n) },
    }),
    cipherAlone: (telegram) =>
      cbcAlone(
        telegram.subarray(
          SHORT_HEADER_END,
          SHORT_HEADER_END + Math.floor((telegram.length - SHORT_HEADER_END) / 16) * 16,
        ),
        Uint8Array.of(...telegram.subarray(2, LINK_END), ...new Array<number>(8).fill(telegram[11] ?? 0)),
      ),
  },
  {
    name: "decode.mode7",
    parts: (n) => ({
      ell: { control: 0x20, access: n },
      transport: {
        header: "short",
        access: n,
        security: { mode: 7, key: KEY, counter: 4660 + n },
        data: recordsOf(n),
      },
    }),
    // Its CBC alone: deriving two keys and checking the MAC comes on top.
    cipherAlone: (telegram) => cbcAlone(telegram.subarray(-MODE_7_CIPHER_LENGTH), new Uint8Array(16)),
  },
  {
    name: "decode.ell",
    parts: (n) => ({
      ell: { control: 0x20, access: n, session: { session: n % 16, minute: 19_088_000 + n }, key: KEY },
      transport: { header: "none", data: recordsOf(n) },
    }),
    cipherAlone: (telegram) =>
      ctrAlone(
        telegram.subarray(ELL_SESSION_END),
        Uint8Array.of(
          ...telegram.subarray(2, LINK_END),
          0x20,
          ...telegram.subarray(13, ELL_SESSION_END),
          0,
          0,
          0,
        ),
      ),
  },
];

function composeWireless({ name, parts, cipherAlone }: Composition): Workload {
  const telegrams = Array.from({ length: COUNT }, (_, n) => {
    const telegram = encodeTelegram({ meter: meterOf(n), ...parts(n) });
    return {
      hex: formatHex(encodeWmbusFrame(telegram, "frame-a")),
      meter: meterOf(n),
      energyKwh: `${energyOf(n)}`,
      cipherAlone: cipherAlone(telegram),
    };
  });
  return { name, link: "wmbus", telegrams };
}

function composeWired(): Workload {
  const telegrams = Array.from({ length: COUNT }, (_, n) => {
    const data = encodeTransport({ header: "long", access: n, data: recordsOf(n) }, meterOf(n));
    const frame = encodeLongFrame({ control: 0x08, address: 1, data });
    return {
      hex: formatHex(frame),
      meter: meterOf(n),
      energyKwh: `${energyOf(n)}`,
      cipherAlone: cbcAlone(wholeBlocks(frame), new Uint8Array(16)),
    };
  });
  return { name: "decode.wired", link: "mbus", telegrams };
}

/** A hundred telegrams of each kind, the same twelve records in all of them. */
export const composeWorkloads = (): readonly Workload[] => [
  ...COMPOSITIONS.map(composeWireless),
  composeWired(),
];
