import { deflateSync } from "node:zlib";
import { LatestWriter } from "../../shared/blocks/latest-columns.ts";
import { listColumnsOf } from "../../shared/blocks/list-columns.ts";
import { encodeListFrame } from "../../shared/blocks/list-frame.ts";
import { encodeListPack, LIST_PACK_VERSION } from "../../shared/blocks/list-pack.ts";
import { parseScaled } from "../../shared/model/scaled.ts";
import { CURSOR_HEADER } from "../../shared/model/wire.ts";
import type { WireShards } from "../../shared/rooms/wire-rooms.ts";
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
  #frames: Uint8Array | undefined;

  constructor(town: FakeTown) {
    this.#town = town;
  }

  /** `undefined` when the path asks for something else. */
  answer(url: URL, cursor: number): RawAnswer | undefined {
    const [, , , kind, room, part] = url.pathname.split("/");
    if (kind === "shards" && room === "points") {
      this.#frames ??= Buffer.concat(this.#shards().shards.map((_, n) => this.#frame(n)));
      return { status: 200, headers: {}, body: this.#frames };
    }
    if (kind === "shards") return json(this.#shards());
    if (kind === "latest") {
      const headers = { ETag: `"${cursor}"`, [CURSOR_HEADER]: `${cursor}` };
      return { status: 200, headers, body: this.#latest() };
    }
    if (kind === "points" && part === "blocks") return this.#block(url);
    if (kind !== "rooms") return undefined;
    return part === "snapshot" ? undefined : json({ cursor: 1, updates: [], reload: [] });
  }

  #block(url: URL): RawAnswer | undefined {
    const [, , , , id = "", , meter = "", month] = url.pathname.split("/").map(decodeURIComponent);
    const n = this.#town.numberOf(id);
    const blocks = n === undefined || month === undefined ? [] : this.#town.blocks(n);
    const block = blocks.find((one) => one.meter === meter && one.month === month);
    return block && { status: 200, headers: { ETag: block.etag }, body: block.bytes };
  }

  #shards(): WireShards {
    const shards = Array.from({ length: Math.ceil(this.#town.count / SHARD_POINTS) }, (_, n) => ({
      room: `town/@/points/${n}`,
      epoch: 1,
      seq: 1,
    }));
    return { cursor: 1, utility: UTILITY, shards };
  }

  #frame(shard: number): Uint8Array {
    const first = shard * SHARD_POINTS;
    const count = Math.min(SHARD_POINTS, this.#town.count - first);
    const lines = Array.from({ length: count }, (_, n) => {
      const { meter, latest: _latest, ...point } = this.#town.point(first + n);
      return { ...point, meterKey: meter?.key ?? "", meterType: meter?.type ?? "" };
    });
    const packed = deflateSync(encodeListPack(listColumnsOf(lines), (text) => Buffer.from(text)));
    return encodeListFrame({
      version: LIST_PACK_VERSION,
      room: `town/@/points/${shard}`,
      epoch: 1,
      seq: 1,
      count,
      packed,
    });
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
