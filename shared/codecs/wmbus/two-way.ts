/**
 * Speaking to a meter by radio (EN 13757-4 link layer, EN 13757-7 transport, OMS profile B).
 *
 * A meter on a battery listens only for a moment behind a telegram of its own, and says in that telegram whether it
 * will: bits 80 (bidirectional) and 04 (accessible) of the CC byte of its ELL; without an ELL bits 8000 and 4000 of
 * the configuration word of security modes 0 and 5, where these bits have that meaning.
 *
 * | C field | telegram | sender |
 * | --- | --- | --- |
 * | 43 | SND-UD2: a command that is answered | whoever asks |
 * | 08 | RSP-UD: the answer, with the access number of the command | meter |
 *
 *     L 43 M A of the sender | 8C CC ACC | 90 AFL with counter and MAC | 5B meter ACC STS CFG | 2F2F command, mode 7
 *
 * The link names the sender, the long transport header the meter. Keys are derived with the constants of that
 * direction (10, 11), and a meter takes no counter twice. Not covered: SND-UD (53, answered by ACK), SND-NKE,
 * commands of other security modes, and what a command says: that is an application's matter.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { meterKeyOf } from "../../model/meter-id.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { DecodeError } from "../decode-error.ts";
import {
  HEADER_LENGTH,
  modeOfConfig,
  readConfigExtension,
  readHeaderFields,
  readHeaderMeter,
} from "../mbus/transport-layer.ts";
import { AFL_CI, type AuthenticationLayer, readAuthenticationLayer } from "./authentication-layer.ts";
import { encodeTelegram } from "./encode-telegram.ts";
import { ELL_I, findExtendedLink } from "./extended-link-layer.ts";
import { openTransport } from "./security-mode.ts";
import { decodeWmbusFrame } from "./wmbus-frame.ts";

const SND_UD2 = 0x43;
export const RSP_UD = 0x08;
/** CC byte of a meter that listens behind this telegram. */
export const LISTENS = 0x84;

const BIDIRECTIONAL = 0x80;
const CONTROL_AT = 1;
const CI_AT = 10;
const COMMAND_LONG = 0x5b;
const HEADERS: Readonly<Record<number, "short" | "long">> = {
  122: "short",
  123: "short",
  114: "long",
  115: "long",
};
const LISTENS_CONFIG = 0xc0_00;
/** Modes in whose configuration word the two upper bits say so. */
const SAYING_MODES: readonly number[] = [0, 5];

/** Whether the sender of a normalised telegram listens right behind it. */
export function isAccessible(bytes: Uint8Array): boolean {
  const ci = bytes[CI_AT] ?? 0;
  if (findExtendedLink(ci)) return ((bytes[CI_AT + 1] ?? 0) & LISTENS) === LISTENS;
  const header = HEADERS[ci];
  if (!header || bytes.length < CI_AT + 1 + HEADER_LENGTH[header]) return false;
  const { config } = readHeaderFields(bytes, CI_AT + 1, header);
  return SAYING_MODES.includes(modeOfConfig(config)) && (config & LISTENS_CONFIG) === LISTENS_CONFIG;
}

export const isAnswer = (bytes: Uint8Array): boolean => (bytes[CONTROL_AT] ?? 0) === RSP_UD;

export interface CommandParts {
  readonly sender: MeterId;
  readonly meter: MeterId;
  readonly key: Uint8Array;
  /** Greater than any the meter was sent before. */
  readonly counter: number;
  readonly access: number;
  /** Application data. */
  readonly data: Uint8Array;
}

/** A normalised SND-UD2. Throws a `RangeError` for more data than a telegram holds. */
export function encodeCommand({ sender, meter, key, counter, access, data }: CommandParts): Uint8Array {
  const transport = {
    header: "long",
    content: "command",
    security: { mode: 7, key, counter },
    meter,
    access,
    data,
  } as const;
  return encodeTelegram({
    meter: sender,
    control: SND_UD2,
    ell: { control: BIDIRECTIONAL, access },
    transport,
  });
}

/** A command as the meter it is for opens it. */
export interface MeterCommand {
  readonly counter: number;
  readonly access: number;
  /** Application data, with filler behind it. */
  readonly data: Uint8Array;
}

/** Opens a normalised telegram that was sent to this meter; everything else is an error, and no meter answers it. */
export function openCommand(
  bytes: Uint8Array,
  { meter, key }: Pick<CommandParts, "meter" | "key">,
): Result<MeterCommand, DecodeError> {
  const frame = decodeWmbusFrame(bytes);
  if (!frame.ok) return frame;
  const { bytes: plain, end, problem } = frame.value;
  if (problem) return err(problem);
  const isCommand = plain[CONTROL_AT] === SND_UD2 && plain[CI_AT] === ELL_I;
  if (!isCommand) return err(notForIt("link", CONTROL_AT, plain[CONTROL_AT]));
  const aflAt = CI_AT + (findExtendedLink(ELL_I)?.length ?? 0);
  const afl = plain[aflAt] === AFL_CI ? readAuthenticationLayer(plain, aflAt, end) : undefined;
  if (!afl || afl.hasMoreFragments || afl.fragment !== 0) return err(notForIt("afl", aflAt, plain[aflAt]));
  return openFor(meter, { plain, end, afl, key });
}

interface Sealed {
  readonly plain: Uint8Array;
  readonly end: number;
  readonly afl: AuthenticationLayer;
  readonly key: Uint8Array;
}

function openFor(meter: MeterId, { plain, end, afl, key }: Sealed): Result<MeterCommand, DecodeError> {
  const tplAt = afl.end;
  const headerEnd = tplAt + 1 + HEADER_LENGTH.long;
  if (plain[tplAt] !== COMMAND_LONG || headerEnd > end) return err(notForIt("tpl", tplAt, plain[tplAt]));
  const named = readHeaderMeter(plain, tplAt + 1, "long");
  if (!named || meterKeyOf(named) !== meterKeyOf(meter)) return err(notForIt("tpl", tplAt + 1, named?.id));
  const { access, config } = readHeaderFields(plain, tplAt + 1, "long");
  const extension = readConfigExtension(plain, headerEnd, config);
  const [payloadAt, mode] = [headerEnd + extension.length, modeOfConfig(config)];
  if (payloadAt > end || mode !== 7) return err(notForIt("tpl", headerEnd - 2, config));
  const header = { tplAt, payloadAt, mode, config, extension, access, hasLongHeader: true };
  const opened = openTransport({ bytes: plain, end, key, afl, isCommand: true, ...header });
  // A command that nobody vouches for is none.
  if (opened.verdict !== "decrypted" || opened.proof !== "mac")
    return err({ kind: "wrong-mac", layer: "afl", offset: afl.macAt });
  const data = opened.bytes.slice(opened.payloadAt, opened.payloadEnd);
  return ok({ counter: afl.counter ?? 0, access, data });
}

const notForIt = (
  layer: DecodeError["layer"],
  offset: number,
  actual: number | string | undefined,
): DecodeError => ({
  kind: "no-answer-content",
  layer,
  offset,
  ...(actual === undefined ? {} : { actual }),
});
