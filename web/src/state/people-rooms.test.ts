import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type RoomsOwner, roomsOf, sendWhatWaits } from "./people-rooms.ts";

const page = vi.hoisted(() => ({
  opened: [] as string[],
  isCut: false,
  waiting: 0,
  tell: (): void => undefined,
}));
vi.mock("../store/renew-once.ts", () => ({ renewOnce: () => undefined }));
vi.mock("../open-rooms.ts", () => ({
  openDeskRooms({ personId }: { personId: string }) {
    if (page.isCut) throw new Error("no network");
    page.opened.push(personId);
    return {
      state: () => ({ waiting: page.waiting }),
      subscribe(listener: () => void) {
        page.tell = listener;
      },
      close: async () => undefined,
    };
  },
}));

const ADA: RoomsOwner = { utility: "town", personId: "ada" };
const BO: RoomsOwner = { utility: "town", personId: "bo" };

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  Object.assign(page, { opened: [], isCut: false, waiting: 0 });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Somebody is at work, and so many edits of theirs are not sent when they go. */
async function works(owner: RoomsOwner, unsent: number): Promise<void> {
  await roomsOf(owner);
  page.waiting = unsent;
  page.tell();
}

it("remembers of each person that something of theirs waits, whoever else works here meanwhile", async () => {
  await works(ADA, 1);
  await works(BO, 2);
  sendWhatWaits(ADA);
  await expect.poll(() => page.opened).toEqual(["ada", "bo", "ada"]);
  // Sent by now: the next page opens nothing for her.
  await works(ADA, 0);
  await works(BO, 2);
  sendWhatWaits(ADA);
  await roomsOf(BO);
  expect(page.opened).toEqual(["ada", "bo", "ada", "bo"]);
});

it("can be opened once the network is back, where what they are made with could not be fetched", async () => {
  page.isCut = true;
  const owner = { utility: "town", personId: "cy" };
  await expect(roomsOf(owner)).rejects.toThrow("no network");
  page.isCut = false;
  await roomsOf(owner);
  expect(page.opened).toEqual(["cy"]);
});
