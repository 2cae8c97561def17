import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import type { WireFormat } from "../../shared/model/wire-rounds.ts";

/** Which part of the kept past is worth decoding once more. */
export interface Look {
  /** Chunks up to this one were looked through for the same meters with the same keys. */
  readonly after: number;
  /** Keys of the wanted meters, hexadecimal, by maker and number; empty: none. */
  readonly keys: ReadonlyMap<string, string>;
  /** The past was looked through, up to this chunk. */
  end(upTo: number): void;
}

interface Looked {
  /** As they were then. */
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
}

/**
 * What was looked for in the phone's past already, while the app is open: a day holds hundreds of thousands of frames,
 * and a round is opened again with every Send/Receive. Which of them are decoded: `worth-decoding.ts`.
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
  begin({ roundId, sinceMs, keyring, serials }: Wanted): Look | undefined {
    if (serials.length === 0) return undefined;
    const keys = new Map(serials.map((serial) => [serial, keyOf(keyring, serial)]));
    const before = this.#looked.get(roundId);
    const isSame = (serial: string): boolean => before?.keys.get(serial) === keys.get(serial);
    const isKnown = before?.upTo !== undefined && sinceMs >= before.sinceMs && serials.every(isSame);
    const after = isKnown ? (before.upTo ?? 0) : 0;
    const looked: Looked = { keys, sinceMs, upTo: undefined };
    this.#looked.set(roundId, looked);
    return {
      after,
      keys,
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

export const serialOf = ({ manufacturer, id }: Pick<MeterId, "manufacturer" | "id">): string =>
  `${manufacturer}-${id}`;

function keyOf(keyring: Keyring, serial: string): string {
  const [manufacturer = "", id = ""] = serial.split("-");
  const key = keyring.find({ manufacturer, id, version: 0, deviceType: 0 });
  return key ? formatHex(key) : "";
}
