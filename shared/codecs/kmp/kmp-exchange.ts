/**
 * The talk with a meter through an optical head, without any port: a generator says what to send and
 * how long to listen, and is told what was heard. Browser, server and simulator drive the same code.
 *
 * Timing (KMP description, 3.4; heads over USB and Bluetooth add their own delay): a meter begins to
 * answer within 1.6 s and stays awake as long; after an error it wants 1.6 s of rest. Three tries.
 * The head echoes what it sends; the echo's absence tells a loose head from a sleeping meter.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { sameBytes } from "../bytes/cursor.ts";
import { decodeKmpFrame, encodeKmpFrame, KMP_ACKNOWLEDGE, type KmpFrame } from "./kmp-frame.ts";
import { KMP_STREAM_START, splitKmpStream } from "./kmp-stream.ts";

export const KMP_TIMING = {
  /** Longest silence before the first byte of an answer. */
  firstByteMs: 2000,
  /** Silence that ends an answer which began. */
  betweenBytesMs: 200,
  /** Rest after a failed try. */
  restMs: 1600,
  tries: 3,
} as const;

/** What the port has to do next. */
export type KmpStep =
  /** Write these bytes at once (gaps above 27 ms break a request), then listen. */
  | { readonly kind: "send"; readonly bytes: Uint8Array; readonly attempt: number }
  /** Answer with what was heard, or with silence once this long nothing came. */
  | { readonly kind: "listen"; readonly silenceMs: number }
  | { readonly kind: "rest"; readonly ms: number };

/** What the port reports back: after `listen` heard bytes or silence, else nothing. */
export type KmpHeard =
  | { readonly kind: "chunk"; readonly bytes: Uint8Array }
  | { readonly kind: "silence" }
  | undefined;

/** Why there is no answer after all tries, and what the person can do. */
export interface KmpNoAnswer {
  readonly kind: "no-echo" | "no-answer" | "half-frame" | "wrong-checksum" | "other-answer";
  readonly advice: "connect-head" | "press-button" | "hold-still";
  readonly attempts: number;
}

const ADVICE: Readonly<Record<KmpNoAnswer["kind"], KmpNoAnswer["advice"]>> = {
  "no-echo": "connect-head",
  "no-answer": "press-button",
  "half-frame": "hold-still",
  "wrong-checksum": "hold-still",
  "other-answer": "hold-still",
};

export type KmpReply =
  | { readonly kind: "answer"; readonly frame: KmpFrame }
  | { readonly kind: "acknowledged" };
export type KmpTalk<T> = Generator<KmpStep, Result<T, KmpNoAnswer>, KmpHeard>;

/** One request and its answer, tried up to three times. */
export function* exchangeKmp(request: KmpFrame): KmpTalk<KmpReply> {
  const bytes = encodeKmpFrame(request);
  let failure: KmpNoAnswer["kind"] = "no-answer";
  for (let attempt = 1; attempt <= KMP_TIMING.tries; attempt++) {
    yield { kind: "send", bytes, attempt };
    const heard = yield* listenForAnswer(request, bytes);
    if (heard.ok) return heard;
    failure = heard.error;
    if (attempt < KMP_TIMING.tries) yield { kind: "rest", ms: KMP_TIMING.restMs };
  }
  return err({ kind: failure, advice: ADVICE[failure], attempts: KMP_TIMING.tries });
}

function* listenForAnswer(
  request: KmpFrame,
  sent: Uint8Array,
): Generator<KmpStep, Result<KmpReply, KmpNoAnswer["kind"]>, KmpHeard> {
  let state = KMP_STREAM_START;
  let hasEcho = false;
  for (;;) {
    const isBegun = state.begun.length > 0;
    const heard = yield {
      kind: "listen",
      silenceMs: isBegun ? KMP_TIMING.betweenBytesMs : KMP_TIMING.firstByteMs,
    };
    if (heard?.kind !== "chunk") return err(silenceMeans(isBegun, hasEcho));
    const step = splitKmpStream(state, heard.bytes);
    state = step.state;
    const [first, second] = step.frames;
    const isEcho: boolean = !hasEcho && first !== undefined && sameBytes(first, sent);
    hasEcho ||= isEcho;
    const answer = isEcho ? second : first;
    if (answer) return judge(request, answer);
  }
}

function silenceMeans(isBegun: boolean, hasEcho: boolean): KmpNoAnswer["kind"] {
  if (isBegun) return "half-frame";
  return hasEcho ? "no-answer" : "no-echo";
}

function judge(request: KmpFrame, wire: Uint8Array): Result<KmpReply, KmpNoAnswer["kind"]> {
  if (wire.length === 1 && wire[0] === KMP_ACKNOWLEDGE) return ok({ kind: "acknowledged" });
  const frame = decodeKmpFrame(wire);
  if (!frame.ok) return err("wrong-checksum");
  const isAnswer = frame.value.direction === "from-meter" && frame.value.cid === request.cid;
  return isAnswer ? ok({ kind: "answer", frame: frame.value }) : err("other-answer");
}
