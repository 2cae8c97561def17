import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import type { WireLease, WireRounds } from "../../shared/model/wire-rounds.ts";
import { noteServerTime } from "./api/server-clock.ts";
import { Exchange } from "./exchange.ts";
import { makePhoneKey } from "./lease/phone-key.ts";
import { PhoneLock } from "./phone-lock.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase } from "./store/local-database.ts";

const SERVER = "Sun, 29 Nov 2026 12:00:00 GMT";
const SERVER_MS = Date.UTC(2026, 10, 29, 12);
const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  noteServerTime(SERVER, SERVER_MS);
});

it("keeps the fresh lease on a phone whose clock is ahead of its end", async () => {
  const phoneMs = SERVER_MS + 8 * HOUR_MS;
  vi.useFakeTimers({ now: phoneMs, toFake: ["Date"] });
  const database = new LocalDatabase("exchange-1");
  const secret = { kind: "passphrase", passphrase: "blåbær på bordet" } as const;
  const { wrapped } = await makePhoneKey(secret, 1000);
  await database.phone.put({ id: "phone", phoneId: "phone-1", name: "Jens", wrapped });
  const lock = new PhoneLock(database, () => undefined);
  await lock.unlock(secret, SERVER_MS);
  const lease: WireLease = {
    phoneId: "phone-1",
    expiresAtMs: SERVER_MS + 4 * HOUR_MS,
    senderKey: "",
    nonce: "",
    sealed: "",
    keys: 3,
  };
  const rounds: WireRounds = { utility: "u", personId: "p", rounds: [], formats: [] };
  vi.stubGlobal("fetch", async (path: string | Request) =>
    Response.json(String(path).includes("lease") ? lease : rounds, { headers: { date: SERVER } }),
  );
  vi.stubGlobal("navigator", { locks: { request: (_: string, work: () => Promise<unknown>) => work() } });
  const exchange = new Exchange({
    database,
    journal: new FrameJournal(database, { onWritten: () => undefined, onState: () => undefined }),
    lock,
    rooms: async () => ({
      owner: { utility: "u", personId: "p" },
      deliver: async () => true,
      receive: async () => ({ ok: true, value: new Map() }),
      forget: async () => undefined,
    }),
    drafts: async () => 0,
    visits: async () => ({ send: async () => ({ ok: true, value: 0 }), receive: async () => undefined }),
    orders: async () => ({ send: async () => ({ ok: true, value: 0 }), receive: async () => undefined }),
  });
  await exchange.run(phoneMs);
  expect(exchange.state()).toMatchObject({ kind: "synced", summary: { keys: 3, atMs: SERVER_MS } });
  expect((await database.phone.get("phone"))?.lease).toEqual(lease);
});
