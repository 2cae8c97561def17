/**
 * Many rooms over one WebSocket. Each binary WebSocket message is one frame; a room is opened on a
 * channel, a number the client chooses and may use again once it closed it.
 *
 * | byte 0 | from | name | rest |
 * |---|---|---|---|
 * | `0x01` | client | open | channel, room (text), epoch the client's document is of (`0`: it has none) |
 * | `0x02` | client | put | channel, sequence number, then a y-protocols message to the end of the frame |
 * | `0x03` | client | close | channel |
 * | `0x04` | client | ping | – |
 * | `0x81` | server | hello | protocol version, person id (text) |
 * | `0x82` | server | opened | channel, epoch |
 * | `0x83` | server | put | channel, then a y-protocols message to the end of the frame |
 * | `0x84` | server | saved | channel, sequence number, the server's state vector (bytes) |
 * | `0x85` | server | refused | channel, sequence number, reason (text), count, then per key: part, key, reason (texts) |
 * | `0x86` | server | stale | channel, epoch now, state vector at the end of the client's epoch (bytes) |
 * | `0x87` | server | closed | channel, reason (text) |
 * | `0x88` | server | pong | – |
 *
 * Numbers are variable-length (7 bits a byte, low first); a text is a number and so many bytes of
 * UTF-8, bytes are a number and so many bytes. A y-protocols message begins with `0` (sync: step 1,
 * step 2, update) or `1` (awareness).
 *
 * Sequence numbers count a channel's puts from 1. Every put that carries an update is answered by
 * exactly one *saved* or *refused*; *saved* means: on disk, with its SQL projection and audit entry.
 * After *refused* or *stale* the channel takes no more updates; the client opens it anew.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { isRefusal, type Refusal, type RefusedKey } from "./refusal.ts";

export const PROTOCOL_VERSION = 1;

export type ClientFrame =
  | { readonly type: "open"; readonly channel: number; readonly room: string; readonly epoch: number }
  | { readonly type: "put"; readonly channel: number; readonly seq: number; readonly bytes: Uint8Array }
  | { readonly type: "close"; readonly channel: number }
  | { readonly type: "ping" };

export type ServerFrame =
  | { readonly type: "hello"; readonly version: number; readonly personId: string }
  | { readonly type: "opened"; readonly channel: number; readonly epoch: number }
  | { readonly type: "put"; readonly channel: number; readonly bytes: Uint8Array }
  | { readonly type: "saved"; readonly channel: number; readonly seq: number; readonly vector: Uint8Array }
  | {
      readonly type: "refused";
      readonly channel: number;
      readonly seq: number;
      readonly reason: Refusal;
      readonly keys: readonly RefusedKey[];
    }
  | { readonly type: "stale"; readonly channel: number; readonly epoch: number; readonly vector: Uint8Array }
  | { readonly type: "closed"; readonly channel: number; readonly reason: Refusal }
  | { readonly type: "pong" };

type Writer = encoding.Encoder;
type Reader = decoding.Decoder;

const CLIENT = { open: 0x01, put: 0x02, close: 0x03, ping: 0x04 } as const;
const SERVER = {
  hello: 0x81,
  opened: 0x82,
  put: 0x83,
  saved: 0x84,
  refused: 0x85,
  stale: 0x86,
  closed: 0x87,
  pong: 0x88,
} as const;

export const encodeClientFrame = (frame: ClientFrame): Uint8Array<ArrayBuffer> =>
  encodeFrame(CLIENT[frame.type], (to) => {
    if (frame.type === "ping") return;
    encoding.writeVarUint(to, frame.channel);
    if (frame.type === "open") {
      encoding.writeVarString(to, frame.room);
      encoding.writeVarUint(to, frame.epoch);
    } else if (frame.type === "put") {
      encoding.writeVarUint(to, frame.seq);
      encoding.writeUint8Array(to, frame.bytes);
    }
  });

export const encodeServerFrame = (frame: ServerFrame): Uint8Array<ArrayBuffer> =>
  encodeFrame(SERVER[frame.type], (to) => {
    if (frame.type === "pong") return;
    if (frame.type === "hello") {
      encoding.writeVarUint(to, frame.version);
      encoding.writeVarString(to, frame.personId);
      return;
    }
    encoding.writeVarUint(to, frame.channel);
    writeServerRest(to, frame);
  });

function writeServerRest(to: Writer, frame: Exclude<ServerFrame, { type: "pong" | "hello" }>): void {
  if (frame.type === "put") encoding.writeUint8Array(to, frame.bytes);
  else if (frame.type === "opened") encoding.writeVarUint(to, frame.epoch);
  else if (frame.type === "closed") encoding.writeVarString(to, frame.reason);
  else if (frame.type === "saved") {
    encoding.writeVarUint(to, frame.seq);
    encoding.writeVarUint8Array(to, frame.vector);
  } else if (frame.type === "stale") {
    encoding.writeVarUint(to, frame.epoch);
    encoding.writeVarUint8Array(to, frame.vector);
  } else writeRefusal(to, frame);
}

function writeRefusal(to: Writer, { seq, reason, keys }: Extract<ServerFrame, { type: "refused" }>): void {
  encoding.writeVarUint(to, seq);
  encoding.writeVarString(to, reason);
  encoding.writeVarUint(to, keys.length);
  for (const { part, key, reason: why } of keys)
    for (const text of [part, key, why]) encoding.writeVarString(to, text);
}

/** `undefined` for bytes that are no frame of a client; never throws. */
export const decodeClientFrame = (bytes: Uint8Array): ClientFrame | undefined =>
  decodeFrame(bytes, (from, type): ClientFrame | undefined => {
    if (type === CLIENT.ping) return { type: "ping" };
    const channel = decoding.readVarUint(from);
    if (type === CLIENT.open) {
      return { type: "open", channel, room: decoding.readVarString(from), epoch: decoding.readVarUint(from) };
    }
    if (type === CLIENT.put) {
      return { type: "put", channel, seq: decoding.readVarUint(from), bytes: readRest(from) };
    }
    return type === CLIENT.close ? { type: "close", channel } : undefined;
  });

/** `undefined` for bytes that are no frame of a server; never throws. */
export const decodeServerFrame = (bytes: Uint8Array): ServerFrame | undefined =>
  decodeFrame(bytes, (from, type): ServerFrame | undefined => {
    if (type === SERVER.pong) return { type: "pong" };
    if (type === SERVER.hello) {
      return {
        type: "hello",
        version: decoding.readVarUint(from),
        personId: decoding.readVarString(from),
      };
    }
    return readServerRest(from, type, decoding.readVarUint(from));
  });

function readServerRest(from: Reader, type: number, channel: number): ServerFrame | undefined {
  switch (type) {
    case SERVER.opened:
      return { type: "opened", channel, epoch: decoding.readVarUint(from) };
    case SERVER.put:
      return { type: "put", channel, bytes: readRest(from) };
    case SERVER.saved:
      return { type: "saved", channel, seq: decoding.readVarUint(from), vector: readBytes(from) };
    case SERVER.refused:
      return {
        type: "refused",
        channel,
        seq: decoding.readVarUint(from),
        reason: readReason(from),
        keys: readKeys(from),
      };
    case SERVER.stale:
      return { type: "stale", channel, epoch: decoding.readVarUint(from), vector: readBytes(from) };
    case SERVER.closed:
      return { type: "closed", channel, reason: readReason(from) };
    default:
      return undefined;
  }
}

function readKeys(from: Reader): readonly RefusedKey[] {
  const keys: RefusedKey[] = [];
  for (let left = decoding.readVarUint(from); left > 0; left--) {
    const [part, key] = [decoding.readVarString(from), decoding.readVarString(from)];
    keys.push({ part, key, reason: readReason(from) });
  }
  return keys;
}

/** A reason of a newer server stands for "not permitted": the edit becomes a draft either way. */
function readReason(from: Reader): Refusal {
  const reason = decoding.readVarString(from);
  return isRefusal(reason) ? reason : "not-permitted";
}

const readBytes = (from: Reader): Uint8Array => new Uint8Array(decoding.readVarUint8Array(from));
const readRest = (from: Reader): Uint8Array =>
  new Uint8Array(decoding.readUint8Array(from, from.arr.length - from.pos));

function encodeFrame(type: number, write: (to: Writer) => void): Uint8Array<ArrayBuffer> {
  const to = encoding.createEncoder();
  encoding.writeUint8(to, type);
  write(to);
  return new Uint8Array(encoding.toUint8Array(to));
}

function decodeFrame<T>(
  bytes: Uint8Array,
  read: (from: Reader, type: number) => T | undefined,
): T | undefined {
  if (bytes.length === 0) return undefined;
  try {
    const from = decoding.createDecoder(bytes);
    const frame = read(from, decoding.readUint8(from));
    return decoding.hasContent(from) ? undefined : frame;
  } catch {
    return undefined;
  }
}
