import { describe, expect, it } from "vitest";
import { findDamagedRooms } from "../../server/store/room-checksums.ts";
import { toBytes, toNumber } from "../../server/store/sql.ts";
import { viewOf } from "../../shared/rooms/overlay.ts";
import {
  Client,
  edit,
  inFile,
  person,
  relay,
  reports,
  SHARD,
  seed,
  store,
  useRelay,
} from "../support/relay-world.ts";

useRelay();

const ROOM = { utility: "town", kind: "points", area: "north", id: "1" } as const;
const OTHER = "town/rounds/r1";

/** Somebody says something, goes, and nobody has the room open any more. */
async function sayAndGo(value: string): Promise<void> {
  const anna = new Client(person("anna"));
  await anna.open(SHARD);
  await anna.say(edit("anna", value));
  anna.session.gone();
  await expect.poll(() => relay.openRooms()).toBe(0);
}

const lastUpdate = () =>
  inFile((sql) => {
    const [seq, bytes] = sql.get("SELECT seq, bytes FROM room_updates ORDER BY seq DESC LIMIT 1") ?? [];
    return { seq: toNumber(seq), bytes: Uint8Array.from(toBytes(bytes)) };
  });

const write = (seq: number, bytes: Uint8Array) =>
  inFile((sql) => sql.run("UPDATE room_updates SET bytes = ? WHERE seq = ?", [bytes, seq]));

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, n) => (n === at ? byte ^ (1 << (at % 8)) : byte));

describe("what was said in a room", () => {
  it("is believed with no byte of it damaged, and stands again once that is whole", async () => {
    await seed();
    await sayAndGo("ring twice");
    const { seq, bytes } = lastUpdate();
    for (let at = 0; at < bytes.length; at++) {
      write(seq, flipped(bytes, at));
      await expect(store.rooms.load(SHARD), `byte ${at}`).rejects.toMatchObject({ code: "storage.damaged" });
    }
    write(seq, bytes);
    await relay.use(ROOM, ({ doc }) => expect(viewOf(doc).get("p-1")?.record.accessNote).toBe("ring twice"));
  });

  it("is kept from everybody where it is damaged: others' rooms and the list are there, and the operator hears", async () => {
    await seed();
    const { cursor } = await store.rooms.since(0, 1_000);
    await sayAndGo("ring twice");
    const { seq, bytes } = lastUpdate();
    write(seq, flipped(bytes, bytes.length - 9));
    expect(await new Client(person("carl")).open(SHARD)).toMatchObject({ type: "closed", reason: "busy" });
    expect((await new Client(person("carl")).open(OTHER)).type).toBe("opened");
    expect(reports.join("\n")).toMatch(/What people said in town\/north\/points\/1 is damaged: .*backup/);
    expect((await store.rooms.list(SHARD))?.count).toBe(3);
    expect(await store.rooms.since(cursor, 1_000)).toEqual({ cursor: seq, entries: [], reload: [SHARD] });
  });

  it("is looked at when its log was made a snapshot, too", async () => {
    await seed();
    await relay.use(ROOM, (room) => room.exclusive(() => room.compact()));
    expect((await store.rooms.load(SHARD))?.updates).toEqual([]);
    inFile((sql) => {
      const [snapshot] = sql.get("SELECT snapshot FROM rooms WHERE name = ?", [SHARD]) ?? [];
      const bytes = toBytes(snapshot);
      sql.run("UPDATE rooms SET snapshot = ? WHERE name = ?", [flipped(bytes, bytes.length - 20), SHARD]);
    });
    await expect(store.rooms.load(SHARD)).rejects.toMatchObject({ code: "storage.damaged" });
    expect(inFile(findDamagedRooms)).toEqual([
      expect.stringContaining(`What people said in ${SHARD} is damaged`),
    ]);
  });
});
