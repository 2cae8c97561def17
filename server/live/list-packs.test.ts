import { describe, expect, it } from "vitest";
import type { RoomHead, RoomStore } from "../room-ports.ts";
import { listStream, warmLists } from "./list-packs.ts";

const heads: readonly RoomHead[] = ["t/points/1", "t/points/2"].map((room) => ({ room, epoch: 1, seq: 3 }));

function storeOf(list: RoomStore["list"]): RoomStore {
  return { pointRooms: () => Promise.resolve(heads), list } as unknown as RoomStore;
}

async function framesOf(store: RoomStore): Promise<number> {
  let frames = 0;
  for await (const _ of listStream(store, heads)) frames++;
  return frames;
}

describe("the lists a server keeps ready", () => {
  it("are made before anybody asks, once for each state of a room", async () => {
    const made: string[] = [];
    const store = storeOf((room) => {
      made.push(room);
      return Promise.resolve({ epoch: 1, seq: 3, count: 1, pack: Uint8Array.of(1, 2, 3) });
    });
    await warmLists(store);
    expect(made).toEqual(["t/points/1", "t/points/2"]);
    expect([await framesOf(store), await framesOf(store)]).toEqual([2, 2]);
    expect(made.length).toBe(2);
  });

  it("that cannot be made ahead are made when they are asked for", async () => {
    let isBroken = true;
    const store = storeOf(() =>
      isBroken
        ? Promise.reject(new Error("busy"))
        : Promise.resolve({ epoch: 1, seq: 3, count: 1, pack: Uint8Array.of(1) }),
    );
    await warmLists(store);
    isBroken = false;
    expect(await framesOf(store)).toBe(2);
  });
});
