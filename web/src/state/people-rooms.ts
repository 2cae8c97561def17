import type { Rooms } from "../sync/connect-rooms.ts";
import { makeStoredChoice, type StoredChoice } from "./stored-choice.ts";

export interface RoomsOwner {
  readonly utility: string;
  readonly personId: string;
}

let current: { readonly key: string; readonly rooms: Promise<Rooms> } | undefined;

async function open(owner: RoomsOwner): Promise<Rooms> {
  const [{ openDeskRooms }, { renewOnce }] = await Promise.all([
    import("../open-rooms.ts"),
    import("../store/renew-once.ts"),
  ]);
  renewOnce();
  return openDeskRooms(owner);
}

/**
 * The rooms of whoever is signed in, over one socket for all screens of this page. With Yjs, so that
 * it is fetched when the first screen asks for a room.
 */
export function roomsOf(owner: RoomsOwner): Promise<Rooms> {
  const key = JSON.stringify(owner);
  if (current?.key !== key) {
    current?.rooms.then(
      (rooms) => rooms.close(),
      () => undefined,
    );
    const rooms = open(owner);
    current = { key, rooms };
    const mark = waitingOf(owner);
    rooms.then(
      (opened) => opened.subscribe(() => note(mark, opened.state().waiting > 0)),
      // A failure is not kept: whoever asks next tries again.
      () => {
        if (current?.rooms === rooms) current = undefined;
      },
    );
  }
  return current.rooms;
}

/** Each person's own: what waits for one waits on while another one is in. */
const waitingOf = ({ utility, personId }: RoomsOwner): StoredChoice =>
  makeStoredChoice(`rooms.waiting.${utility}.${personId}`);

function note(mark: StoredChoice, isWaiting: boolean): void {
  if (isWaiting !== (mark.read() !== null)) mark.write(isWaiting ? "yes" : null);
}

/** Sends what an earlier page could not, where there is any; a page without rooms of its own would not. */
export function sendWhatWaits(owner: RoomsOwner): void {
  if (waitingOf(owner).read() !== null) void roomsOf(owner).catch(() => undefined);
}
