import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ListLine, listColumnsOf } from "../../shared/blocks/list-columns.ts";
import { applyListDelta, DELTA_FLAG, listSums, type Utf8 } from "../../shared/blocks/list-delta.ts";
import { ListFrameReader } from "../../shared/blocks/list-frame.ts";
import { encodeListPack, LIST_PACK_VERSION } from "../../shared/blocks/list-pack.ts";
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

  it("go out as what differs to whoever says what is there: one edited point of a thousand is 2 kB", async () => {
    const held = listColumnsOf(Array.from({ length: 1_000 }, (_, n) => line(n)));
    const now = listColumnsOf(
      Array.from({ length: 1_000 }, (_, n) => line(n, n === 500 ? "Ida Holm" : undefined)),
    );
    const pack = encodeListPack(now, utf8.encode);
    const store = storeOf(() => Promise.resolve({ epoch: 1, seq: 3, count: 1_000, pack }));
    const sent = async (heldSums?: Uint32Array) => {
      const wanted = { room: "t/points/1", epoch: 1, seq: 3, ...(heldSums ? { heldSums } : {}) };
      const parts: Uint8Array[] = [];
      for await (const part of listStream(store, [wanted])) parts.push(part);
      const bytes = Buffer.concat(parts);
      return { bytes: bytes.length, frame: new ListFrameReader().take(bytes)[0] };
    };
    const whole = await sent();
    expect(whole.frame?.version).toBe(LIST_PACK_VERSION);
    const { bytes, frame } = await sent(listSums(held));
    expect(frame).toMatchObject({
      room: "t/points/1",
      seq: 3,
      count: 1_000,
      version: LIST_PACK_VERSION | DELTA_FLAG,
    });
    expect(bytes).toBeLessThan(2_000);
    expect(applyListDelta(held, inflateSync(frame?.packed ?? new Uint8Array()), utf8)).toEqual(now);
    // Somebody who has nothing of it is better off with all of it.
    expect((await sent(listSums(listColumnsOf([])))).bytes).toBe(whole.bytes);
  });
});

const utf8: Utf8 = {
  encode: (text) => Buffer.from(text),
  decode: (bytes) => Buffer.from(bytes).toString(),
};

const line = (n: number, customer = `Bo Bæk ${n * 7919}`): ListLine => ({
  id: `point-${`${n}`.padStart(6, "0")}`,
  number: `${100_000 + n}`,
  address: `Åvej ${n}`,
  postalCode: "8000",
  city: "Århus",
  area: "North",
  customer,
  customerNumber: `${n * 31}`,
  meterKey: `KAM-${60_000_000 + n}-34-04`,
  meterType: "MULTICAL 403",
  medium: "heat",
});
