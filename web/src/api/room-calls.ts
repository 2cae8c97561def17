import { EPOCH_HEADER, type WireRoomsSince } from "../../../shared/rooms/wire-rooms.ts";

/** A room's snapshot; `undefined` when nothing was said in it yet, or it is not for this person. Rejects without an answer. */
export async function fetchRoomSnapshot(
  room: string,
): Promise<{ readonly epoch: number; readonly state: Uint8Array } | undefined> {
  const answer = await fetch(`/api/v1/rooms/${encodeURIComponent(room)}/snapshot`);
  if (answer.status === 404 || answer.status === 204) return undefined;
  if (!answer.ok) throw new Error(`the snapshot of ${room} was refused: ${answer.status}`);
  const state = new Uint8Array(await answer.arrayBuffer());
  return { epoch: Number(answer.headers.get(EPOCH_HEADER)), state };
}

/** What happened in all rooms since a cursor; without one, only where it is now. */
export async function fetchRoomsNews(cursor: number | undefined): Promise<{
  readonly cursor: number;
  readonly updates: readonly { readonly room: string; readonly epoch: number; readonly update: Uint8Array }[];
  readonly reload: readonly string[];
}> {
  const answer = await fetch(`/api/v1/rooms${cursor === undefined ? "" : `?since=${cursor}`}`);
  if (!answer.ok) throw new Error(`what is new in the rooms was refused: ${answer.status}`);
  const since = (await answer.json()) as WireRoomsSince;
  return {
    ...since,
    updates: since.updates.map((one) => ({ ...one, update: fromBase64(one.update) })),
  };
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
