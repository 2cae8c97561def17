import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WireLease } from "../../shared/model/wire-rounds.ts";
import { makePhoneKey, type PhoneSecret, unwrapPhoneKey } from "./lease/phone-key.ts";
import { PhoneLock } from "./phone-lock.ts";
import { LocalDatabase } from "./store/local-database.ts";

const NOW_MS = Date.UTC(2026, 10, 29, 12);
const typed = (passphrase: string): PhoneSecret => ({ kind: "passphrase", passphrase });
const BERRIES = typed("blåbær på bordet");
const OTHERS = typed("tyttebær i skoven");
const LEASE: WireLease = {
  phoneId: "phone-1",
  expiresAtMs: NOW_MS + 3_600_000,
  senderKey: "",
  nonce: "",
  sealed: "",
  keys: 3,
};

let names = 0;
let database: LocalDatabase;
let lock: PhoneLock;
let answer: (response: Response) => void;

/** An unlocked phone, and a server that answers when a test lets it. */
beforeEach(async () => {
  names += 1;
  database = new LocalDatabase(`phone-lock-${names}`);
  lock = new PhoneLock(
    database,
    () => undefined,
    () => true,
  );
  const { wrapped } = await makePhoneKey(BERRIES, 1000);
  await database.phone.put({ id: "phone", phoneId: "phone-1", name: "Jens", wrapped });
  expect(await lock.unlock(BERRIES, NOW_MS)).toEqual({ ok: true, value: undefined });
  expect((await database.phone.get("phone"))?.unlocked?.key).toBeDefined();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Asks for keys and waits until the question is at the server. */
async function askForKeys() {
  const isAsked = new Promise<void>((resolve) => {
    vi.stubGlobal("fetch", () => {
      resolve();
      return new Promise<Response>((send) => {
        answer = send;
      });
    });
  });
  const renewed = lock.renew(NOW_MS);
  await isAsked;
  return () => {
    answer(Response.json(LEASE));
    return renewed;
  };
}

describe("the phone's lock", () => {
  it("stays locked when it is locked while fresh keys are on their way", async () => {
    const arrive = await askForKeys();
    await lock.lock();
    await arrive();
    const phone = await database.phone.get("phone");
    expect(phone?.unlocked).toBeUndefined();
    expect(phone?.lease).toEqual(LEASE);
    expect(lock.state().kind).toBe("locked");
  });

  it("stays locked when it is locked while its keys are being opened", async () => {
    await database.phone.update("phone", { lease: LEASE });
    vi.spyOn(crypto.subtle, "importKey").mockImplementationOnce(async () => {
      await lock.lock();
      throw new DOMException("", "DataError");
    });
    await lock.look(NOW_MS);
    expect(lock.state().kind).toBe("locked");
  });

  it("says that its keys have run out at every look, until others come", async () => {
    await database.phone.update("phone", { lease: LEASE });
    for (const lateMs of [0, 5000, 3_600_000]) {
      await lock.look(LEASE.expiresAtMs + lateMs);
      expect(lock.state().kind).toBe("expired");
    }
    expect((await database.phone.get("phone"))?.lease).toBeUndefined();
    const arrive = await askForKeys();
    await arrive();
    // What this server sends opens with no key: that is another trouble.
    expect(lock.state().kind).toBe("no-keys");
    expect((await database.phone.get("phone"))?.hasExpired).toBeUndefined();
  });

  it("keeps keys that have run out by a clock of nobody's word, and opens them once it is set right", async () => {
    let isTold = false;
    const alone = new PhoneLock(
      database,
      () => undefined,
      () => isTold,
    );
    const { expiresAtMs } = LEASE;
    await database.phone.update("phone", { lease: LEASE });
    await alone.look(expiresAtMs + 1);
    expect(alone.state()).toEqual({ kind: "expired", name: "Jens", expiresAtMs });
    expect((await database.phone.get("phone"))?.lease).toEqual(LEASE);
    // Tried again, and not said to have run out: this lease's bytes are nobody's.
    await alone.look(expiresAtMs - 1);
    expect(alone.state().kind).toBe("no-keys");
    isTold = true;
    await alone.look(expiresAtMs + 1);
    expect(alone.state()).toEqual({ kind: "expired", name: "Jens" });
    expect((await database.phone.get("phone"))?.lease).toBeUndefined();
  });

  it("keeps keys that a wrong clock says have run out, though the time is told while they are unlocked", async () => {
    let isTold = false;
    const alone = new PhoneLock(
      database,
      () => undefined,
      () => isTold,
    );
    await database.phone.update("phone", { lease: LEASE });
    const unlocked = alone.unlock(BERRIES, LEASE.expiresAtMs + 1);
    isTold = true;
    await unlocked;
    expect(alone.state().kind).toBe("expired");
    expect((await database.phone.get("phone"))?.lease).toEqual(LEASE);
  });

  it("asks for the passphrase again after a shift, though it was unlocked by a clock that was a year ahead", async () => {
    let isTold = false;
    const alone = new PhoneLock(
      database,
      () => undefined,
      () => isTold,
    );
    await alone.unlock(BERRIES, NOW_MS + 365 * 86_400_000);
    // Put back by a year, and nobody says which of the two is right: a round goes on.
    await alone.look(NOW_MS);
    expect(alone.state().kind).toBe("no-keys");
    isTold = true;
    await alone.look(NOW_MS);
    expect(alone.state().kind).toBe("locked");
    expect((await database.phone.get("phone"))?.unlocked).toBeUndefined();
    // By a told time it stays open, should it be the server's clock that leapt.
    await alone.unlock(BERRIES, NOW_MS + 365 * 86_400_000);
    await alone.look(NOW_MS);
    expect(alone.state().kind).toBe("no-keys");
  });

  it("keeps a passphrase that is changed while fresh keys are on their way", async () => {
    const arrive = await askForKeys();
    expect(await lock.rewrap(BERRIES, OTHERS, NOW_MS)).toEqual({ ok: true, value: undefined });
    await arrive();
    const phone = await database.phone.get("phone");
    expect(phone && (await unwrapPhoneKey(OTHERS, phone.wrapped))).toBeDefined();
    expect(phone?.lease).toEqual(LEASE);
  });

  it("stays wiped or gone, whatever arrives or is typed meanwhile", async () => {
    const arrive = await askForKeys();
    const unlocked = lock.unlock(BERRIES, NOW_MS);
    const rewrapped = lock.rewrap(BERRIES, OTHERS, NOW_MS);
    const before = await database.phone.get("phone");
    if (!before) throw new Error("no phone");
    const { id, phoneId, name, wrapped } = before;
    const wiped = { id, phoneId, name, wrapped, isRevoked: true } as const;
    await database.phone.put(wiped);
    expect(await unlocked).toEqual({ ok: false, error: "phone.revoked" });
    expect(await rewrapped).toEqual({ ok: false, error: "phone.revoked" });
    await arrive();
    expect(await database.phone.get("phone")).toEqual(wiped);
    expect(lock.state().kind).toBe("revoked");

    const arriveLate = await askForKeys();
    await database.phone.delete("phone");
    await arriveLate();
    expect(await database.phone.count()).toBe(0);
  });
});
