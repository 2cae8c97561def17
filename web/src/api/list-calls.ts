import type { ListColumns } from "../../../shared/blocks/list-columns.ts";
import { applyListDelta, DELTA_FLAG, listSums } from "../../../shared/blocks/list-delta.ts";
import { type ListFrame, ListFrameReader } from "../../../shared/blocks/list-frame.ts";
import { decodeListPack, LIST_PACK_VERSION } from "../../../shared/blocks/list-pack.ts";
import type { WireFieldValues } from "../../../shared/model/custom-field.ts";
import { CURSOR_HEADER, type WireError } from "../../../shared/model/wire.ts";
import type { WireShards } from "../../../shared/rooms/wire-rooms.ts";

/** The server answered, and said no: with its dotted code. Anything else that is thrown means no answer. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What the server has, or that it is what one has already. */
export type Fresh<T> = { readonly isSame: true } | ({ readonly isSame: false; readonly etag: string } & T);

export async function fetchShards(etag: string | undefined): Promise<Fresh<{ readonly shards: WireShards }>> {
  const answer = await ask("/api/v1/shards", etag);
  if (answer.status === 304) return { isSame: true };
  return { isSame: false, etag: etagOf(answer), shards: (await answer.json()) as WireShards };
}

/** Latest readings of all points as bytes; the cursor is there even when nothing changed. */
export async function fetchLatest(
  etag: string | undefined,
): Promise<{ readonly cursor: number } & Fresh<{ readonly bytes: Uint8Array }>> {
  const answer = await ask("/api/v1/latest", etag);
  const cursor = Number(answer.headers.get(CURSOR_HEADER));
  if (answer.status === 304) return { isSame: true, cursor };
  return { isSame: false, cursor, etag: etagOf(answer), bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/** What all points say in one of the utility's own fields. */
export async function fetchFieldValues(
  field: string,
  etag: string | undefined,
): Promise<Fresh<{ readonly values: WireFieldValues }>> {
  const answer = await ask(`/api/v1/custom-fields/${encodeURIComponent(field)}/values`, etag);
  if (answer.status === 304) return { isSame: true };
  return { isSame: false, etag: etagOf(answer), values: (await answer.json()) as WireFieldValues };
}

/** A room's points as a list shows them; no columns where only a newer app can read them. */
export interface FetchedList extends Pick<ListFrame, "room" | "epoch" | "seq" | "count"> {
  readonly columns: ListColumns | undefined;
}

/** A room to fetch, with the list of it that is here: then only what differs comes. */
export interface WantedRoom {
  readonly room: string;
  readonly held: ListColumns | undefined;
}

/** Rooms whose sums one address takes: a proxy cuts off at 8 kB. */
const MOST_SUMS = 12;

/** Brings lists that are here up to date with what differs; a list for which that does not do is fetched whole. */
export async function refreshLists(
  wanted: readonly WantedRoom[],
  take: (list: FetchedList) => void,
): Promise<void> {
  for (let at = 0; at < wanted.length; at += MOST_SUMS) {
    const heldByRoom = new Map(wanted.slice(at, at + MOST_SUMS).map(({ room, held }) => [room, held]));
    const whole: string[] = [];
    await fetchFrames(
      [...heldByRoom].flatMap(([room, held]) => [
        ["room", room],
        ["sums", held ? sumsText(held) : ""],
      ]),
      async (frame) => {
        const list = await unpack(frame, heldByRoom.get(frame.room));
        if (list) take(list);
        else whole.push(frame.room);
      },
    );
    if (whole.length > 0) await fetchLists(whole, take);
  }
}

/** base64url, as `Uint8Array.prototype.toBase64` would give it. */
const sumsText = (held: ListColumns): string =>
  btoa(String.fromCharCode(...new Uint8Array(listSums(held).buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_");

/** Lists of these rooms, of all where none is named; each is told as it arrives. */
export const fetchLists = (rooms: readonly string[], take: (list: FetchedList) => void): Promise<void> =>
  fetchFrames(
    rooms.map((room) => ["room", room]),
    async (frame) => {
      const list = await unpack(frame, undefined);
      if (list) take(list);
    },
  );

async function fetchFrames(query: string[][], take: (frame: ListFrame) => Promise<void>): Promise<void> {
  const answer = await ask(`/api/v1/shards/points?${new URLSearchParams(query)}`, undefined);
  const frames = new ListFrameReader();
  const unpacking: Promise<void>[] = [];
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    for (const frame of frames.take(part.value)) unpacking.push(take(frame));
  }
  await Promise.all(unpacking);
  if (!frames.isDone) throw new Error("the answer broke off");
}

/** Keeps a mark at the beginning, and refuses what is no text. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const decodeUtf8 = (bytes: Uint8Array): string => utf8.decode(bytes);

const encoder = new TextEncoder();
const bothWays = { encode: (text: string): Uint8Array => encoder.encode(text), decode: decodeUtf8 };

/** `undefined` where it is what became of another list than the one held. */
async function unpack(
  { version, packed, ...frame }: ListFrame,
  held: ListColumns | undefined,
): Promise<FetchedList | undefined> {
  const isDelta = version === (LIST_PACK_VERSION | DELTA_FLAG);
  if (version !== LIST_PACK_VERSION && !isDelta) return { ...frame, columns: undefined };
  const plain = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
  if (!isDelta) return { ...frame, columns: decodeListPack(bytes, decodeUtf8) };
  const columns = held && applyListDelta(held, bytes, bothWays);
  return columns && { ...frame, columns };
}

/** Compression by a proxy makes an entity tag weak; what it names stays the same. */
const etagOf = (answer: Response): string => (answer.headers.get("etag") ?? "").replace(/^W\//, "");

async function ask(path: string, etag: string | undefined): Promise<Response> {
  // The browser's own cache would answer 200 for the server's 304.
  const answer = await fetch(path, {
    cache: "no-store",
    headers: etag === undefined ? {} : { "if-none-match": etag },
  });
  if (!(answer.ok || answer.status === 304)) throw await refusalOf(answer);
  return answer;
}

async function refusalOf(answer: Response): Promise<Error> {
  try {
    const { error } = (await answer.json()) as WireError;
    return new Refused(error.code);
  } catch {
    return new Refused("call.unreadable");
  }
}
