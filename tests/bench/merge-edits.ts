import "fake-indexeddb/auto";
import { editField, viewOf } from "../../shared/rooms/overlay.ts";
import { openLocalRooms } from "../../web/src/store/rooms.local.ts";
import { connectRooms } from "../../web/src/sync/connect-rooms.ts";
import type { RunningServer } from "../support/run-server.ts";
import { nodeSocket, TEST_TIMING } from "../support/test-rooms.ts";

const EDITS = 10_000;
const PEOPLE = "everybody";

/**
 * A phone that was away comes back with 10,000 edits in ten shards: milliseconds from the moment the
 * network is there until the server has acknowledged the last one. Every one of them stands afterwards.
 */
export async function mergeEdits(server: RunningServer): Promise<number> {
  const { shards } = (await (await fetch(`${server.url}/api/v1/shards`)).json()) as {
    readonly shards: readonly { readonly room: string }[];
  };
  const names = shards.slice(0, 10).map(({ room }) => room);
  let isOnline = true;
  const connect = nodeSocket(`${server.url.replace(/^http/, "ws")}/sync`);
  const rooms = connectRooms({
    makeSocket: (events) => {
      if (isOnline) return connect(events);
      setTimeout(() => events.close(), 1);
      return { send: () => undefined, close: () => undefined };
    },
    storage: openLocalRooms({ utility: "bench", personId: PEOPLE }),
    fetchSnapshot: async () => undefined,
    fetchNews: async () => ({ cursor: 0, updates: [], reload: [] }),
    nowMs: () => Date.now(),
    newId: () => crypto.randomUUID(),
    random: () => Math.random(),
    timing: TEST_TIMING,
    keepAfterMs: 1_000,
  });
  const replicas = await Promise.all(names.map((room) => rooms.open(room)));
  await until(() => replicas.every(({ isSynced }) => isSynced));
  isOnline = false;
  rooms.drop();
  const who = { by: "anybody", atMs: Date.now() };
  const each = Math.ceil(EDITS / replicas.length);
  for (const replica of replicas) {
    const ids = [...viewOf(replica.doc).keys()];
    for (let n = 0; n < each; n++) {
      const id = ids[n % ids.length] ?? "";
      const value = `note ${n}`;
      replica.edit((doc) => editField(doc, { id, field: "accessNote", value }, who));
    }
  }
  await until(() => rooms.state().waiting > 0);
  isOnline = true;
  const fromMs = performance.now();
  rooms.wake();
  await until(() => rooms.state().waiting === 0);
  const ms = performance.now() - fromMs;
  if (rooms.state().drafts > 0) throw new Error(`${rooms.state().drafts} edits were refused`);
  await rooms.close();
  return ms;
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + 120_000;
  while (!isTrue()) {
    if (performance.now() > deadlineMs) throw new Error("the edits were not merged within two minutes");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
