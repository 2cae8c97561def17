import type { PointRecord } from "../../shared/rooms/point-record.ts";
import { formatRoomName, parseRoomName, type RoomName } from "../../shared/rooms/room-name.ts";
import type { RoomStore } from "../room-ports.ts";

/** Points a shard takes before the next one begins: few enough to load in milliseconds. */
const SHARD_POINTS = 1_000;

export interface Placement {
  readonly room: RoomName;
  readonly records: PointRecord[];
  /** Where each of them lay before, when that was another room. */
  readonly from: Map<string, RoomName>;
}

/** Which room each record belongs in: where it lies, or the first shard of its area with room left. */
export async function assignShards(
  store: RoomStore,
  utility: string,
  records: readonly PointRecord[],
): Promise<readonly Placement[]> {
  const places = await store.placesOf(records.map(({ id }) => id));
  const shards = new ShardBook(utility, await store.shards());
  const byRoom = new Map<string, Placement>();
  for (const record of records) {
    const known = roomAt(places.get(record.id));
    const room = known && (known.area ?? "") === record.area ? known : shards.next(record.area);
    const text = formatRoomName(room);
    const placement: Placement = byRoom.get(text) ?? { room, records: [], from: new Map() };
    byRoom.set(text, placement);
    placement.records.push(record);
    if (known && known !== room) placement.from.set(record.id, known);
  }
  return [...byRoom.values()];
}

function roomAt(text: string | undefined): RoomName | undefined {
  const name = text === undefined ? undefined : parseRoomName(text);
  return name?.ok ? name.value : undefined;
}

/** How full each shard is, counting what is being placed. */
class ShardBook {
  readonly #utility: string;
  readonly #shardsByArea = new Map<string, { id: number; points: number }[]>();

  constructor(utility: string, shards: readonly { readonly room: string; readonly points: number }[]) {
    this.#utility = utility;
    for (const { room, points } of shards) {
      const name = roomAt(room);
      if (name) this.#of(name.area ?? "").push({ id: Number(name.id), points });
    }
  }

  next(area: string): RoomName {
    const shards = this.#of(area);
    let shard = shards.find(({ points }) => points < SHARD_POINTS);
    if (!shard) {
      shard = { id: Math.max(0, ...shards.map(({ id }) => id)) + 1, points: 0 };
      shards.push(shard);
    }
    shard.points += 1;
    return { utility: this.#utility, kind: "points", area, id: String(shard.id) };
  }

  #of(area: string): { id: number; points: number }[] {
    const known = this.#shardsByArea.get(area) ?? [];
    this.#shardsByArea.set(area, known);
    return known;
  }
}
