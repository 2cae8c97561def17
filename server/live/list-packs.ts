import { promisify } from "node:util";
import { deflate, deflateSync, inflateSync } from "node:zlib";
import { DELTA_FLAG, encodeListDelta, type Utf8 } from "../../shared/blocks/list-delta.ts";
import { encodeListFrame, ListFrameReader } from "../../shared/blocks/list-frame.ts";
import { decodeListPack, LIST_PACK_VERSION } from "../../shared/blocks/list-pack.ts";
import type { RoomHead, RoomStore } from "../room-ports.ts";

const compress = promisify(deflate);

interface Kept {
  readonly epoch: number;
  readonly seq: number;
  readonly frame: Promise<Uint8Array | undefined>;
}

const keptByStore = new WeakMap<RoomStore, Map<string, Kept>>();

/**
 * A room's points as a list shows them, as the frame they are sent in: made once for each state of the room,
 * however many ask; some 30 bytes a point stay in memory. `undefined` when the room is gone.
 */
function listFrame(store: RoomStore, head: RoomHead): Promise<Uint8Array | undefined> {
  const rooms = keptByStore.get(store) ?? new Map<string, Kept>();
  keptByStore.set(store, rooms);
  const known = rooms.get(head.room);
  if (known?.epoch === head.epoch && known.seq === head.seq) return known.frame;
  const frame = makeFrame(store, head.room);
  rooms.set(head.room, { epoch: head.epoch, seq: head.seq, frame });
  frame.then(
    (made) => made ?? rooms.delete(head.room),
    () => rooms.delete(head.room),
  );
  return frame;
}

/** Makes the frames before anybody asks, one after the other: the first browser of the day waits for none. */
export async function warmLists(store: RoomStore): Promise<void> {
  try {
    for (const head of await store.pointRooms()) await listFrame(store, head);
  } catch {
    // The store was closed meanwhile, or a room cannot be read: whoever asks for it is told.
  }
}

/** The room may have moved on since it was looked at: the frame says how far it is. */
async function makeFrame(store: RoomStore, room: string): Promise<Uint8Array | undefined> {
  const list = await store.list(room);
  if (!list) return undefined;
  const packed = await compress(list.pack, { level: 6 });
  return encodeListFrame({ version: LIST_PACK_VERSION, room, ...list, packed });
}

/** Rooms that are made while the one before is on its way. */
const AHEAD = 3;

/** A room that is asked for, with the sums of the list of it that one has (`list-delta.ts`). */
export interface WantedList extends RoomHead {
  readonly heldSums?: Uint32Array;
}

/** The frames of these rooms one after the other, no faster than they are taken. */
export function listStream(store: RoomStore, heads: readonly WantedList[]): ReadableStream<Uint8Array> {
  const frames = framesOf(store, heads);
  return new ReadableStream({
    async pull(controller) {
      const next = await frames.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

async function* framesOf(store: RoomStore, heads: readonly WantedList[]): AsyncGenerator<Uint8Array> {
  for (const [n, head] of heads.entries()) {
    for (const ahead of heads.slice(n + 1, n + AHEAD)) {
      // What fails is told when it is its turn.
      listFrame(store, ahead).catch(() => undefined);
    }
    const frame = await listFrame(store, head);
    if (frame) yield head.heldSums ? shorterOf(frame, head.heldSums) : frame;
  }
}

const utf8: Utf8 = {
  encode: (text) => Buffer.from(text),
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(),
};

/** What the asker's list lacks, where that is shorter than all of it. */
function shorterOf(whole: Uint8Array, heldSums: Uint32Array): Uint8Array {
  const [frame] = new ListFrameReader().take(whole);
  const now = frame && decodeListPack(inflateSync(frame.packed), utf8.decode);
  if (!now) return whole;
  const packed = deflateSync(encodeListDelta(now, heldSums, utf8));
  const delta = encodeListFrame({ ...frame, version: LIST_PACK_VERSION | DELTA_FLAG, packed });
  return delta.length < whole.length ? delta : whole;
}
