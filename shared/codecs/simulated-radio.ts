/**
 * What is said by radio to the simulator's two-way meter, and to no other: which commands a real meter takes by
 * radio is not published. Such a meter says in its own telegrams, encrypted with its key, that it is none:
 *
 * | record | what |
 * | --- | --- |
 * | `0D FD 0C 09 …` | model (VIF FD 0C, EN 13757-3): the text SIMULATED |
 *
 * A question and its answer are maker's data (DIF 0F, EN 13757-3), so that nothing else takes them for records:
 *
 * | bytes | what |
 * | --- | --- |
 * | `0F` | maker's data to the end |
 * | `53 49 4D 31` | SIM1 |
 * | 1 | length of what follows; filler stands behind it |
 * | n | one KMP frame as it would go through an optical head, from `80` or `40` to `0D`, or the single `06` |
 */
import { concatBytes } from "./bytes/cursor.ts";
import { decode } from "./decode.ts";
import { decodeTransport } from "./decode-transport.ts";
import type { Keyring } from "./keyring.ts";
import type { FormatStore } from "./wmbus/format-store.ts";
import { isAccessible, isAnswer } from "./wmbus/two-way.ts";

const MAKERS_DATA = 0x0f;
const MARK = [0x53, 0x49, 0x4d, 0x31] as const;
const HEAD_LENGTH = MARK.length + 2;
const MODEL = "SIMULATED";
/** What a telegram with counter, MAC and thirteen cipher blocks still holds. */
const MOST_CARRIED = 200;

/** The record that tells a simulated meter; texts go last character first. */
export const SIMULATED_MODEL: Uint8Array = concatBytes(
  [0x0d, 0xfd, 0x0c, MODEL.length],
  Array.from(MODEL, (letter) => letter.charCodeAt(0)).reverse(),
);

/** Application data that carry a KMP frame; `undefined` for one that does not fit. */
export const carryKmp = (frame: Uint8Array): Uint8Array | undefined =>
  frame.length > MOST_CARRIED ? undefined : concatBytes([MAKERS_DATA, ...MARK, frame.length], frame);

/** The KMP frame in application data; `undefined` where these are something else. */
export function carriedKmp(data: Uint8Array): Uint8Array | undefined {
  const length = data[HEAD_LENGTH - 1] ?? 0;
  const isMarked = data[0] === MAKERS_DATA && MARK.every((byte, n) => data[n + 1] === byte);
  return isMarked && length > 0 && data.length >= HEAD_LENGTH + length
    ? data.slice(HEAD_LENGTH, HEAD_LENGTH + length)
    : undefined;
}

/**
 * How a meter may be spoken to, by a telegram of its own. `deaf`: it does not listen. `unread`: this telegram cannot
 * be opened, another may. `unverified`: it listens, and no command is known for it.
 */
export type RadioAbility = "deaf" | "unread" | "unverified" | "simulated";

export interface RadioTools {
  readonly keyring: Keyring;
  readonly formats: FormatStore;
}

export function radioAbilityOf(bytes: Uint8Array, { keyring, formats }: RadioTools): RadioAbility {
  if (!isAccessible(bytes)) return "deaf";
  if (isAnswer(bytes)) return carriedIn(bytes, keyring) ? "simulated" : "unread";
  const decoded = decode(bytes, { link: "wmbus", keyring, formats });
  // A telegram that anybody could have made does not say what a meter is.
  if (!decoded.ok || decoded.value.security.verdict !== "decrypted") return "unread";
  const isSimulated = decoded.value.records.some(
    ({ value }) => value.kind === "text" && value.text === MODEL,
  );
  return isSimulated ? "simulated" : "unverified";
}

/** The KMP frame that an RSP-UD carries, proven by the meter's key; `undefined` for every other telegram. */
export function carriedIn(bytes: Uint8Array, keyring: Keyring): Uint8Array | undefined {
  const opened = isAnswer(bytes) ? decodeTransport(bytes, "wmbus", keyring) : undefined;
  if (!opened?.ok || opened.value.security.proof !== "mac") return undefined;
  const [at, length] = opened.value.payload;
  return carriedKmp(opened.value.plain.subarray(at, at + length));
}
