import "fake-indexeddb/auto";
import Dexie from "dexie";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetKeptLists, pointsDatabaseName } from "./kept-lists.ts";
import { type LocalPoints, openLocalPoints } from "./points.local.ts";
import type { KeptPack } from "./points-database.ts";

let count = 0;
let owner: { readonly utility: string; readonly personId: string };

beforeEach(() => {
  count += 1;
  owner = { utility: "town", personId: `bo-${count}` };
});

const pack = (room: string, seq = 1): KeptPack<string> => ({
  room,
  epoch: 1,
  seq,
  layout: 1,
  pack: `pack of ${room}`,
});
const packsOf = async (local: LocalPoints<string>) => (await local.all()).packs;
const nothing = { packs: [], gone: [], values: {} };

describe("the list of points in this browser", () => {
  it("comes back with its values, without rooms that are gone", async () => {
    const local = await openLocalPoints<string>(owner);
    await local.write({
      packs: [pack("a"), pack("b")],
      gone: [],
      values: { list: 7 },
    });
    await local.write({ ...nothing, packs: [pack("a", 2)], gone: ["b"] });
    expect(await packsOf(local)).toEqual([pack("a", 2)]);
    expect(await local.value("list")).toBe(7);
    expect([...(await local.all()).values]).toEqual([["list", 7]]);
  });

  it("lies in one row where it is written whole, and rooms that changed since lie beside it", async () => {
    const local = await openLocalPoints<string>(owner);
    await local.write({ ...nothing, packs: [pack("a"), pack("b"), pack("c")] });
    expect(local.apart(["c", "d"])).toBe(4);
    await local.write({ ...nothing, packs: [pack("a"), pack("b", 2), pack("c")], isWhole: true });
    expect(local.apart(["c", "d"])).toBe(2);
    await local.write({ ...nothing, packs: [pack("c", 2)], gone: ["a"] });
    const again = await openLocalPoints<string>(owner);
    expect(await packsOf(again)).toEqual([pack("b", 2), pack("c", 2)]);
    expect(again.apart([])).toBe(1);
    expect([...(await again.all()).values]).toEqual([]);
  });

  it("stays as it was, whole, when it cannot be written", async () => {
    const local = await openLocalPoints<unknown>(owner);
    await local.write({ ...nothing, packs: [pack("a"), pack("b")], isWhole: true, values: { list: 1 } });
    const unwritable = { ...pack("b", 2), pack: () => undefined };
    for (const isWhole of [true, false]) {
      await expect(
        local.write({ packs: [pack("a", 2), unwritable], isWhole, gone: [], values: { list: 2 } }),
      ).rejects.toThrow();
    }
    await expect(
      local.write({ ...nothing, packs: [pack("a", 2)], values: { list: 2, last: () => undefined } }),
    ).rejects.toThrow();
    const { packs, values } = await (await openLocalPoints<unknown>(owner)).all();
    expect(packs).toEqual([pack("a"), pack("b")]);
    expect([...values]).toEqual([["list", 1]]);
  });

  it("keeps what another tab wrote later than what is written whole", async () => {
    const [one, other] = [await openLocalPoints<string>(owner), await openLocalPoints<string>(owner)];
    await other.write({ ...nothing, packs: [pack("a", 5), pack("b", 1)] });
    await one.write({ ...nothing, packs: [pack("a", 4), pack("b", 3)], isWhole: true });
    expect(await packsOf(other)).toEqual([pack("a", 5), pack("b", 3)]);
  });

  it("is thrown away when it is of a newer app, and goes on empty", async () => {
    const newer = new Dexie(pointsDatabaseName(owner));
    newer.version(99).stores({ other: "id" });
    await newer.open();
    newer.close();
    const local = await openLocalPoints<string>(owner);
    expect(await packsOf(local)).toEqual([]);
    await local.write({ ...nothing, packs: [pack("a")] });
    expect(await packsOf(local)).toEqual([pack("a")]);
  });

  it("is shared by two tabs, and each sees what the other wrote", async () => {
    const tabs = [await openLocalPoints<string>(owner), await openLocalPoints<string>(owner)] as const;
    await tabs[0].write({ ...nothing, packs: [pack("a")] });
    await tabs[1].write({ ...nothing, packs: [pack("b")] });
    expect(await packsOf(tabs[0])).toEqual([pack("a"), pack("b")]);
  });

  it("is let go by every tab when somebody signs out, and nothing of it stays", async () => {
    const local = await openLocalPoints<string>(owner);
    await local.write({ ...nothing, packs: [pack("a")] });
    await forgetKeptLists(owner);
    await expect(local.write({ ...nothing, packs: [pack("a")] })).rejects.toThrow();
    expect(await packsOf(await openLocalPoints<string>(owner))).toEqual([]);
  });
});
