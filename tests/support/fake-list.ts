import * as Y from "yjs";
import { LatestWriter } from "../../shared/blocks/latest-columns.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import { parseScaled } from "../../shared/model/scaled.ts";
import { CURSOR_HEADER, type WirePoint } from "../../shared/model/wire.ts";
import { writeBase } from "../../shared/rooms/overlay.ts";
import { type PointRecord, recordOf } from "../../shared/rooms/point-record.ts";
import { EPOCH_HEADER, type WireShards } from "../../shared/rooms/wire-rooms.ts";
import { type FakeTown, UTILITY } from "./fake-town.ts";

/** One answer of the fake API that is no JSON. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const SHARD_POINTS = 1_000;

/** The town's list as the server gives it: rooms of points, and what each point said last. */
export class FakeList {
  readonly #town: FakeTown;
  readonly #states = new Map<number, Uint8Array>();

  constructor(town: FakeTown) {
    this.#town = town;
  }

  /** `undefined` when the path asks for something else. */
  answer(url: URL, cursor: number): RawAnswer | undefined {
    const [, , , kind, room, part] = url.pathname.split("/");
    if (kind === "shards") return json(this.#shards());
    if (kind === "latest") {
      const headers = { ETag: `"${cursor}"`, [CURSOR_HEADER]: `${cursor}` };
      return { status: 200, headers, body: this.#latest() };
    }
    if (kind !== "rooms") return undefined;
    if (part !== "snapshot") return json({ cursor: 1, updates: [], reload: [] });
    const shard = Number(/points\/(\d+)$/.exec(decodeURIComponent(room ?? ""))?.[1]);
    return { status: 200, headers: { ETag: `"1-1"`, [EPOCH_HEADER]: "1" }, body: this.#state(shard) };
  }

  #shards(): WireShards {
    const shards = Array.from({ length: Math.ceil(this.#town.count / SHARD_POINTS) }, (_, n) => ({
      room: `town/@/points/${n}`,
      epoch: 1,
      seq: 1,
    }));
    return { cursor: 1, utility: UTILITY, shards };
  }

  #state(shard: number): Uint8Array {
    const known = this.#states.get(shard);
    if (known) return known;
    const first = shard * SHARD_POINTS;
    const count = Math.min(SHARD_POINTS, this.#town.count - first);
    const doc = new Y.Doc();
    writeBase(
      doc,
      Array.from({ length: count }, (_, n) => recordOfWire(this.#town.point(first + n))),
    );
    const state = Y.encodeStateAsUpdate(doc);
    this.#states.set(shard, state);
    return state;
  }

  #latest(): Uint8Array {
    const writer = new LatestWriter();
    for (const { id, meter, latest } of this.#town.points()) {
      const values = (latest?.values ?? []).flatMap(({ register, unit, value }) => {
        const scaled = parseScaled(value);
        return scaled ? [{ register, unit, value: scaled }] : [];
      });
      writer.add({
        pointId: id,
        hasKey: meter?.hasKey ?? false,
        ...(latest ? { reading: { atMs: latest.atMs, status: latest.status, values } } : {}),
      });
    }
    return writer.finish();
  }
}

const json = (body: unknown): RawAnswer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

function recordOfWire({ meter, customer, latest: _, ...point }: WirePoint): PointRecord {
  const mounted = { ...point, customerName: customer, intervalMinutes: 60 };
  if (!(meter && parseMeterKey(meter.key))) return recordOf(mounted);
  return recordOf(mounted, [
    {
      pointId: point.id,
      meter: meter.key as MeterKey,
      type: meter.type,
      mountedAtMs: 0,
      startValues: [],
      endValues: [],
    },
  ]);
}
