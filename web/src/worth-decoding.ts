import type { Keyring } from "../../shared/codecs/keyring.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import { ownerOfShut } from "./read-frame.ts";
import type { StoredFrame } from "./store/local-database.ts";

/** Every eighth telegram of a meter or so is a full one. */
const LESSONS = 24;

/**
 * Whether a frame of the past is decoded once more: of wanted meters, those whose owner only decoding can tell, and of
 * other meters with a key so many that their compact formats are learnt. `keys` are those of the wanted meters.
 */
export function worthDecoding(wanted: {
  readonly keys: ReadonlyMap<string, string>;
  readonly keyring: Keyring;
  /** Whether one of them has been read meanwhile. */
  readonly isRead: (serial: string) => boolean;
}): (frame: StoredFrame) => boolean {
  const { keys, keyring, isRead } = wanted;
  const teachers = new Map<string, number>();
  const canTeach = (owner: MeterId, serial: string): boolean => {
    const heard = teachers.get(serial) ?? (keyring.find(owner) ? 0 : Number.POSITIVE_INFINITY);
    teachers.set(serial, heard + 1);
    return heard < LESSONS;
  };
  return ({ bytes, link }) => {
    const owner = link === undefined ? ownerOfShut(bytes) : undefined;
    if (!owner) return true;
    const serial = `${owner.manufacturer}-${owner.id}`;
    const key = keys.get(serial);
    return key === undefined || isRead(serial) ? canTeach(owner, serial) : key !== "";
  };
}
