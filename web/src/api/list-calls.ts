import { CURSOR_HEADER, type WireError } from "../../../shared/model/wire.ts";
import { EPOCH_HEADER, type WireShards } from "../../../shared/rooms/wire-rooms.ts";

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

/** A room's snapshot with how far it goes; `undefined` when there is none for this person. */
export async function fetchShard(
  room: string,
): Promise<{ readonly epoch: number; readonly seq: number; readonly state: Uint8Array } | undefined> {
  const answer = await fetch(`/api/v1/rooms/${encodeURIComponent(room)}/snapshot`);
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw await refusalOf(answer);
  const seq = Number(/-(\d+)"$/.exec(etagOf(answer))?.[1] ?? 0);
  const epoch = Number(answer.headers.get(EPOCH_HEADER));
  return { epoch, seq, state: new Uint8Array(await answer.arrayBuffer()) };
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
