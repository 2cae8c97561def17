import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach } from "vitest";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import type { UtilityStore } from "../../server/ports.ts";
import { openStoreCore } from "../../server/store/open-store-core.ts";
import { Sql } from "../../server/store/sql.ts";
import type { StoreCore } from "../../server/store/store-rpc.ts";
import { MeterClaims } from "../../server/sync/meter-claims.ts";
import { PriorityPlaces } from "../../server/sync/priority-places.ts";
import { Relay } from "../../server/sync/relay.ts";
import { type PointsHeard, RELAY_LIMITS } from "../../server/sync/relay-options.ts";
import { allowByRights, type RoomUser } from "../../server/sync/room-user.ts";
import type { SocketSession } from "../../server/sync/socket-session.ts";
import { importPoints } from "../../server/sync/write-points.ts";
import { type AreaScope, ROLE_PRESETS, type Role } from "../../shared/model/permission.ts";
import { decodeServerFrame, encodeClientFrame, type ServerFrame } from "../../shared/rooms/channel-frame.ts";
import { editField } from "../../shared/rooms/overlay.ts";
import { type PointRecord, recordOf } from "../../shared/rooms/point-record.ts";

let folder = "";
export let store: UtilityStore;
export let relay: Relay;
export let heard: PointsHeard[] = [];

const LIMITS = { ...RELAY_LIMITS, updateBytes: 20_000, renewFactor: 2, renewFromBytes: 20_000 };
export const system = { name: "import", address: "", computer: "" };

/** A relay with one utility's store, made anew for each test of a file. */
export function useRelay(): void {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "rounds-relay-"));
    heard = [];
    await start();
  });
  afterEach(async () => {
    await relay.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

async function start(): Promise<void> {
  const opened = openStoreCore({ dataFolder: folder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = asThread(opened.value);
  isDiskFull = false;
  relay = new Relay({
    utility: "town",
    store: new Proxy(store.rooms, {
      get: (rooms, method) =>
        isDiskFull && method === "commit"
          ? () => Promise.reject(new Error("the disk is full"))
          : rooms[method as keyof typeof rooms],
    }),
    allow: allowByRights,
    limits: LIMITS,
    nowMs: () => 1_000_000,
    locks: () => store.review.locks(),
    mountings: async (meter) => (await store.points.segments()).filter((one) => one.meter === meter),
    claims: new MeterClaims(),
    priority: new PriorityPlaces({ isPriority: () => false, countPriority: () => 0 }),
    report: (text) => reports.push(text),
    onPoints: (points) => heard.push(points),
  });
}
/** The store on this thread, with what goes in and out copied as on its way to and from its own. */
function asThread(core: StoreCore): UtilityStore {
  const part = (store: object) =>
    new Proxy(store, {
      get:
        (target, method) =>
        async (...args: unknown[]) =>
          structuredClone(Reflect.get(target, method)(...structuredClone(args))),
    });
  const parts = Object.entries(core).map(([name, store]) => [
    name,
    typeof store === "function" ? async () => core.close() : part(store),
  ]);
  return Object.fromEntries(parts) as UtilityStore;
}

let isDiskFull = false;
/** From now on nothing can be written. */
export const fillDisk = (isFull: boolean): void => {
  isDiskFull = isFull;
};
/** What an operator hears. */
export const reports: string[] = [];

/** Works on the store's file behind the store's back. */
export function inFile<T>(work: (sql: Sql) => T): T {
  const sql = new Sql(join(folder, "town/store.db"));
  try {
    return work(sql);
  } finally {
    sql.close();
  }
}

export const person = (personId: string, role: Role = "superuser", areas: AreaScope = "all"): RoomUser => ({
  personId,
  name: personId,
  permissions: ROLE_PRESETS[role],
  areas,
  actor: { personId, name: personId, address: "10.0.0.1", computer: "test" },
});

export const pointOf = (n: number, more: Partial<PointRecord> = {}): PointRecord => ({
  ...recordOf({
    id: `p-${n}`,
    number: `${n}`,
    address: `Havnegade ${n}`,
    postalCode: "8000",
    city: "Aarhus",
    area: "north",
    medium: "heat",
    intervalMinutes: 60,
    customerNumber: `${n}`,
    customerName: `Customer ${n}`,
  }),
  ...more,
});

export const SHARD = "town/north/points/1";

const PATIENCE_MS = 20_000;

/** A client without comfort: a document, a socket's frames, and nothing repaired behind its back. */
export class Client {
  readonly doc = new Y.Doc();
  readonly frames: ServerFrame[] = [];
  readonly session: SocketSession;
  closedWith: number | undefined;
  #seq = 0;
  #read = 0;

  constructor(user: RoomUser, at = relay) {
    this.session = at.attach(
      {
        send: (bytes) => {
          const frame = decodeServerFrame(bytes);
          if (frame) this.frames.push(frame);
          if (frame?.type === "put" && frame.bytes[0] === 0 && frame.bytes[1] !== 0) {
            const answer = encoding.createEncoder();
            const from = { arr: frame.bytes, pos: 1 };
            sync.readSyncMessage(from as never, answer, this.doc, "server");
          }
        },
        close: (code) => {
          this.closedWith = code;
        },
        unsentBytes: () => 0,
      },
      user,
    );
  }

  async open(room: string, epoch = 0): Promise<ServerFrame> {
    this.session.receive(encodeClientFrame({ type: "open", channel: 1, room, epoch }));
    const frame = await this.next("opened", "closed", "stale");
    if (frame.type === "opened") {
      this.#put((to) => sync.writeSyncStep1(to, this.doc));
      await this.next("put");
      await this.#settled();
    }
    return frame;
  }

  /** Sends what `write` does to the document. */
  async say(write: (doc: Y.Doc) => void): Promise<ServerFrame> {
    const before = Y.encodeStateVector(this.doc);
    write(this.doc);
    return this.send(Y.encodeStateAsUpdate(this.doc, before));
  }

  async send(update: Uint8Array): Promise<ServerFrame> {
    this.#put((to) => sync.writeUpdate(to, update));
    return this.next("saved", "refused");
  }

  async next(...types: ServerFrame["type"][]): Promise<ServerFrame> {
    for (const untilMs = performance.now() + PATIENCE_MS; performance.now() < untilMs; ) {
      while (this.#read < this.frames.length) {
        const frame = this.frames[this.#read++];
        if (frame && types.includes(frame.type)) return frame;
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`no ${types.join(" or ")} came`);
  }

  #put(write: (to: encoding.Encoder) => void): void {
    this.#seq += 1;
    const bytes = encoding.encode((to) => {
      encoding.writeVarUint(to, 0);
      write(to);
    });
    this.session.receive(encodeClientFrame({ type: "put", channel: 1, seq: this.#seq, bytes }));
  }

  async #settled(): Promise<void> {
    const had = this.frames.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (this.frames.length !== had) await this.#settled();
  }
}

export const edit =
  (by: string, value: string, field = "accessNote", id = "p-1") =>
  (doc: Y.Doc) => {
    editField(doc, { id, field, value }, { by, atMs: 5 });
  };

export const stateOf = async (room = SHARD): Promise<Uint8Array | undefined> => {
  const stored = await store.rooms.load(room);
  return stored && Y.mergeUpdates([stored.snapshot, ...stored.updates].filter((one) => one.length > 0));
};
export const events = async () =>
  (await store.audit.list({ fromMs: 0, toMs: 9e15, beforeSeq: 9e15, limit: 100 })).map(
    ({ event, after, by, target }) => ({ event, after, by: by.name, target: target?.id }),
  );

export const seed = (count = 3, more: Partial<PointRecord> = {}) =>
  importPoints(relay, {
    source: "billing",
    records: Array.from({ length: count }, (_, n) => pointOf(n + 1, more)),
    by: system,
  });

/** A point of a round, in the north. */
export const CARD = {
  order: 1,
  number: "1",
  address: "",
  postalCode: "",
  city: "",
  area: "north",
  position: null,
  medium: "heat",
  customerName: "",
  accessNote: "",
  meter: null,
  meterType: "",
  last: null,
};
