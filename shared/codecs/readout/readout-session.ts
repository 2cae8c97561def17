/**
 * The talk with an older meter through an optical head, without any port: a generator says what to send, how fast the
 * line runs and how long to listen. First as IEC 62056-21 mode C says, then as `/#n`.
 *
 * | | IEC 62056-21 mode C | `/#n` |
 * | --- | --- | --- |
 * | asked | 300 baud: `/?!` CR LF; on the identification, ACK `0` `0` `0` CR LF, so that it stays at 300 | 300 baud: 16 NUL to wake it, `/#2` CR; some seconds later `/#1` CR |
 * | answers | at 300 baud: identification, then the data block | at 1200 baud, 0.3–2 s later |
 *
 * Characters are 7 bits with even parity. The port runs 8 bits without parity, which are the same bits on the line: the
 * parity is made here, and dropped when read. Bluetooth heads have a speed of their own and do not follow the change.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { KmpHeard, KmpNoAnswer } from "../kmp/kmp-exchange.ts";
import { HASH_REQUEST } from "./hash-readout.ts";
import { decodeIecReadout, iecRequests } from "./iec-readout.ts";
import { decodeReadoutHearing, joinReadout, type ReadoutHearing } from "./readout-hearing.ts";

export type ReadoutStep =
  /** The line runs at this many baud from now on. */
  | { readonly kind: "speed"; readonly baud: 300 | 1200 }
  | { readonly kind: "send"; readonly bytes: Uint8Array }
  | { readonly kind: "listen"; readonly silenceMs: number }
  | { readonly kind: "rest"; readonly ms: number };

export interface Readout {
  /** The answers as they came, for the journal. */
  readonly bytes: Uint8Array;
  readonly hearing: ReadoutHearing;
}

export type ReadoutTalk = Generator<ReadoutStep, Result<Readout, KmpNoAnswer>, KmpHeard>;
type Part<T> = Generator<ReadoutStep, T, KmpHeard>;

export const READOUT_TIMING = {
  /** A meter answers within 1.5 s; heads add their own delay. */
  iecAnswerMs: 2500,
  /** Between the identification and the wish for data. */
  reactionMs: 250,
  hashAnswerMs: 3000,
  /** `/#n` is not to be asked again sooner. */
  hashRestMs: 5500,
  wakeRestMs: 100,
} as const;

const WAKE_NULS = 16;
const NUMBER_REQUEST = "/#2\r";
const ETX = 0x03;
const STX = 0x02;
const IDENTIFICATION = /\/[A-Za-z]{3}[0-9A-Z][^\r\n]*\r\n/;
const TRIES = 2;

const ADVICE: Readonly<Record<KmpNoAnswer["kind"], KmpNoAnswer["advice"]>> = {
  "no-echo": "connect-head",
  "no-answer": "press-button",
  "half-frame": "hold-still",
  "wrong-checksum": "hold-still",
  "other-answer": "hold-still",
};
const failure = (kind: KmpNoAnswer["kind"], attempts: number): KmpNoAnswer => ({
  kind,
  advice: ADVICE[kind],
  attempts,
});

/** 7 bits with even parity in the eighth. */
export function withEvenParity(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0) & 0x7f;
    let ones = 0;
    for (let bit = code; bit > 0; bit >>= 1) ones += bit & 1;
    return ones % 2 === 0 ? code : code | 0x80;
  });
}

const textOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte & 0x7f)).join("");

/** Reads an older meter out: who it is and its registers, as far as its text says. */
export function* readOutMeter(): ReadoutTalk {
  let worst: KmpNoAnswer | undefined;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const iec = yield* readIec(attempt);
    if (iec.ok) return iec;
    worst = iec.error;
    if (worst.kind === "no-answer" || worst.kind === "no-echo") break;
  }
  // One that spoke as IEC 62056-21 does speaks nothing else.
  if (worst && worst.kind !== "no-answer" && worst.kind !== "no-echo") return err(worst);
  const hash = yield* readHash();
  if (hash.ok || hash.error.kind !== "no-answer") return hash;
  return err(worst?.kind === "no-echo" ? worst : hash.error);
}

function* readIec(attempt: number): Part<Result<Readout, KmpNoAnswer>> {
  yield { kind: "speed", baud: 300 };
  yield { kind: "send", bytes: withEvenParity(iecRequests.identify) };
  const first = yield* listenFor((text) => IDENTIFICATION.test(text), READOUT_TIMING.iecAnswerMs);
  const at = IDENTIFICATION.exec(textOf(first));
  if (!at) return err(failure(first.length === 0 ? "no-echo" : "no-answer", attempt));
  const identification = first.slice(at.index, at.index + at[0].length);
  yield { kind: "rest", ms: READOUT_TIMING.reactionMs };
  yield { kind: "send", bytes: withEvenParity(iecRequests.acknowledge("0")) };
  const data = yield* listenFor(hasBlock, READOUT_TIMING.iecAnswerMs);
  const stx = data.findIndex((byte) => (byte & 0x7f) === STX);
  if (stx < 0 || !hasBlock(textOf(data))) return err(failure("half-frame", attempt));
  return check(joinReadout(identification, data.subarray(stx)), attempt);
}

function check(bytes: Uint8Array, attempt: number): Result<Readout, KmpNoAnswer> {
  if (bytes.includes(STX) || bytes.includes(STX | 0x80)) {
    const block = decodeIecReadout(bytes);
    if (!block.ok) return err(failure("wrong-checksum", attempt));
  }
  const hearing = decodeReadoutHearing(bytes);
  return hearing.ok ? ok({ bytes, hearing: hearing.value }) : err(failure("other-answer", attempt));
}

/** The data block is there with its check character. */
function hasBlock(text: string): boolean {
  const stx = text.indexOf(String.fromCharCode(STX));
  const etx = stx < 0 ? -1 : text.indexOf(String.fromCharCode(ETX), stx);
  return etx >= 0 && text.length > etx + 1;
}

function* readHash(): Part<Result<Readout, KmpNoAnswer>> {
  const number = yield* askHash(NUMBER_REQUEST);
  if (!number.ok) return number;
  yield { kind: "rest", ms: READOUT_TIMING.hashRestMs };
  const values = yield* askHash(HASH_REQUEST);
  if (!values.ok) return values;
  return check(joinReadout(number.value, values.value), 1);
}

function* askHash(request: string): Part<Result<Uint8Array, KmpNoAnswer>> {
  yield { kind: "speed", baud: 300 };
  yield { kind: "send", bytes: new Uint8Array(WAKE_NULS) };
  yield { kind: "rest", ms: READOUT_TIMING.wakeRestMs };
  yield { kind: "send", bytes: withEvenParity(request) };
  yield { kind: "speed", baud: 1200 };
  const heard = yield* listenFor((text) => answerIn(text) !== undefined, READOUT_TIMING.hashAnswerMs);
  const text = textOf(heard);
  const answer = answerIn(text);
  if (answer) return ok(heard.slice(answer.from, answer.to));
  const hasDigits = /\d{5}/.test(text);
  return err(failure(hasDigits ? "half-frame" : "no-answer", 1));
}

/** The line of digits behind the request's own echo. */
function answerIn(text: string): { readonly from: number; readonly to: number } | undefined {
  const match = /[\d][\d .:-]{20,}\r/.exec(text);
  return match ? { from: match.index, to: match.index + match[0].length } : undefined;
}

function* listenFor(isWhole: (text: string) => boolean, silenceMs: number): Part<Uint8Array> {
  let heard: Uint8Array = new Uint8Array();
  for (;;) {
    const next = yield { kind: "listen", silenceMs };
    if (next?.kind !== "chunk") return heard;
    heard = concatBytes(heard, next.bytes);
    if (isWhole(textOf(heard))) return heard;
  }
}
