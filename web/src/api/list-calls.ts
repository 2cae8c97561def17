import { type ListFrame, ListFrameReader } from "../../../shared/blocks/list-frame.ts";
import { decodeListPack, LIST_PACK_VERSION, type ListColumns } from "../../../shared/blocks/list-pack.ts";
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

/** A room's points as a list shows them; no columns where only a newer app can read them. */
export interface FetchedList extends Pick<ListFrame, "room" | "epoch" | "seq" | "count"> {
  readonly columns: ListColumns | undefined;
}

/** Lists of these rooms, of all where none is named; each is told as it arrives. */
export async function fetchLists(rooms: readonly string[], take: (list: FetchedList) => void): Promise<void> {
  const query = new URLSearchParams(rooms.map((room) => ["room", room]));
  const answer = await ask(`/api/v1/shards/points?${query}`, undefined);
  const frames = new ListFrameReader();
  const unpacking: Promise<void>[] = [];
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    for (const frame of frames.take(part.value)) unpacking.push(unpack(frame).then(take));
  }
  await Promise.all(unpacking);
  if (!frames.isDone) throw new Error("the answer broke off");
}

/** Keeps a mark at the beginning, and refuses what is no text. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const decodeUtf8 = (bytes: Uint8Array): string => utf8.decode(bytes);

async function unpack({ version, packed, ...frame }: ListFrame): Promise<FetchedList> {
  if (version !== LIST_PACK_VERSION) return { ...frame, columns: undefined };
  const plain = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return {
    ...frame,
    columns: decodeListPack(new Uint8Array(await new Response(plain).arrayBuffer()), decodeUtf8),
  };
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
