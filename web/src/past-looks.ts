import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import type { WireFormat } from "../../shared/model/wire-rounds.ts";
import type { StoredFrame } from "./store/local-database.ts";

/** Which part of the kept past is worth decoding once more. */
export interface Look {
  /** Chunks up to this one were looked through for the same meters with the same keys. */
  readonly after: number;
  isWorth(frame: StoredFrame, ownerOfShut: (bytes: Uint8Array) => MeterId | undefined): boolean;
  /** The past was looked through, up to this chunk. */
  end(upTo: number): void;
}

/** Every eighth telegram of a meter or so is a full one. */
const LESSONS = 24;

interface Looked {
  /** Keys as they were then, hexadecimal, by maker and number; empty: none. */
  readonly keys: ReadonlyMap<string, string>;
  readonly sinceMs: number;
  /** Absent while it is being looked through. */
  upTo: number | undefined;
}

export interface Wanted {
  readonly roundId: string;
  readonly sinceMs: number;
  readonly keyring: Keyring;
  /** Maker and number (`KAM-12345678`) of meters that are not read yet. */
  readonly serials: readonly string[];
  /** Whether one of them has been read meanwhile. */
  isRead(serial: string): boolean;
}

/**
 * What was looked for in the phone's past already, while the app is open: a day holds hundreds of thousands of frames,
 * and a round is opened again with every Send/Receive. Frames of the wanted meters are decoded, those whose owner only
 * decoding can tell, and of other meters with a key so many that their compact formats are learnt.
 */
export class PastLooks {
  readonly #looked = new Map<string, Looked>();
  #formats: string | undefined;

  /** Whether these formats are other ones than before: what was looked through may say more now. */
  useFormats(formats: readonly WireFormat[]): boolean {
    const text = JSON.stringify(formats);
    if (text === this.#formats) return false;
    this.#formats = text;
    this.#looked.clear();
    return true;
  }

  /** `undefined` when nobody is left to look for. */
  begin({ roundId, sinceMs, keyring, serials, isRead }: Wanted): Look | undefined {
    if (serials.length === 0) return undefined;
    const keys = new Map(serials.map((serial) => [serial, keyOf(keyring, serial)]));
    const before = this.#looked.get(roundId);
    const isSame = (serial: string): boolean => before?.keys.get(serial) === keys.get(serial);
    const isKnown = before?.upTo !== undefined && sinceMs >= before.sinceMs && serials.every(isSame);
    const after = isKnown ? (before.upTo ?? 0) : 0;
    const looked: Looked = { keys, sinceMs, upTo: undefined };
    this.#looked.set(roundId, looked);
    const teachers = new Map<string, number>();
    const canTeach = (serial: string): boolean => {
      const heard = teachers.get(serial) ?? (keyOf(keyring, serial) === "" ? Number.POSITIVE_INFINITY : 0);
      teachers.set(serial, heard + 1);
      return heard < LESSONS;
    };
    return {
      after,
      isWorth: ({ bytes, link }, ownerOfShut) => {
        const owner = link === undefined ? ownerOfShut(bytes) : undefined;
        if (!owner) return true;
        const serial = serialOf(owner);
        const key = keys.get(serial);
        return key === undefined || isRead(serial) ? canTeach(serial) : key !== "";
      },
      end: (upTo) => {
        looked.upTo = upTo;
      },
    };
  }

  /** What comes while a round is open is looked at for it at once. */
  heardLive(roundId: string | undefined, upTo: number): void {
    const looked = roundId === undefined ? undefined : this.#looked.get(roundId);
    if (looked?.upTo !== undefined) looked.upTo = upTo;
  }
}

const serialOf = ({ manufacturer, id }: Pick<MeterId, "manufacturer" | "id">): string =>
  `${manufacturer}-${id}`;

function keyOf(keyring: Keyring, serial: string): string {
  const [manufacturer = "", id = ""] = serial.split("-");
  const key = keyring.find({ manufacturer, id, version: 0, deviceType: 0 });
  return key ? formatHex(key) : "";
}

/** Whether a radio telegram carries this serial number: its digits two by two, the last ones first. */
export function namesSerial(bytes: Uint8Array, serial: string): boolean {
  const digits = serial.match(/../g)?.reverse() ?? [];
  const wanted = digits.map((pair) => Number.parseInt(pair, 16));
  return bytes.some((_, at) => wanted.every((byte, n) => bytes[at + n] === byte));
}
