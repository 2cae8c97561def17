/**
 * How to find out which receiver is on a line: what each is asked, and which answer only that one gives.
 * Receivers that take no question are known by a telegram in their own framing.
 */
import { AMB8465_COMMANDS, amb8465, encodeAmb8465Command } from "./amb8465.ts";
import { cul } from "./cul.ts";
import { encodeIm871aCommand, IM871A_DEVICE_INFO, im871a } from "./im871a.ts";
import { encodeIu891aCommand, IU891A_PING, iu891a } from "./iu891a.ts";
import { rc1180 } from "./rc1180.ts";
import type { ReceiverCodec, ReceiverEvent } from "./receiver-codec.ts";
import { rtlWmbus } from "./rtl-wmbus.ts";

export interface ReceiverProbe {
  readonly codec: ReceiverCodec;
  /** Written once the line is open at the codec's speed. */
  readonly ask: readonly Uint8Array[];
  /** Whether this event can come from that receiver only. */
  isProof(event: ReceiverEvent): boolean;
}

const isTelegram = ({ kind }: ReceiverEvent): boolean => kind === "telegram";
const isAnswer =
  (fits: (command: string) => boolean) =>
  (event: ReceiverEvent): boolean =>
    event.kind === "telegram" || (event.kind === "answer" && fits(event.command));

const VERSION_QUESTION = Uint8Array.of(0x56, 0x0a); // V, line feed

/** Most likely first: those that answer a question, then those that only talk. */
export const RECEIVER_PROBES: readonly ReceiverProbe[] = [
  // Device information request 01 0F is answered by 01 10.
  {
    codec: im871a,
    ask: [encodeIm871aCommand(IM871A_DEVICE_INFO)],
    isProof: isAnswer((name) => name === "0110"),
  },
  // Every answer carries a CRC.
  {
    codec: iu891a,
    ask: [new Uint8Array(30).fill(0xc0), encodeIu891aCommand(IU891A_PING)],
    isProof: isAnswer(() => true),
  },
  { codec: cul, ask: [VERSION_QUESTION], isProof: isAnswer((line) => /^V \d/.test(line)) },
  {
    codec: amb8465,
    ask: [encodeAmb8465Command(AMB8465_COMMANDS.getFirmware)],
    isProof: isAnswer((name) => name === "8C"),
  },
  { codec: rtlWmbus, ask: [], isProof: isTelegram },
  // Without start sign and checksum it would find telegrams in what another one sends: the last to be tried.
  { codec: rc1180, ask: [], isProof: isTelegram },
];
