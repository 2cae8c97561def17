import type { Keyring } from "../../shared/codecs/keyring.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { WireLease } from "../../shared/model/wire-rounds.ts";
import { fetchLease, pairPhone } from "./api/field-calls.ts";
import { isTimeTold } from "./api/server-clock.ts";
import type { PhoneState } from "./intake-protocol.ts";
import { openLease, toBase64 } from "./lease/open-lease.ts";
import {
  makePhoneKey,
  type PhoneSecret,
  rewrapPhoneKey,
  SHORTEST_PASSPHRASE,
  unwrapPhoneKey,
} from "./lease/phone-key.ts";
import type { LocalDatabase, StoredPhone } from "./store/local-database.ts";

/** A shift: after it the secret is asked for again. */
const UNLOCKED_MS = 12 * 3_600_000;

/**
 * Who this phone is and whether its keys may be used. Locking takes the keys out of memory; what is
 * heard meanwhile waits in the journal.
 */
export class PhoneLock {
  readonly #database: LocalDatabase;
  readonly #onKeys: (keyring: Keyring | undefined) => void;
  readonly #isTold: () => boolean;
  #state: PhoneState = { kind: "unknown" };

  /** `isTold`: the server has said what time it is. A phone's clock by itself takes no keys away, it may be set right. */
  constructor(database: LocalDatabase, onKeys: (keyring: Keyring | undefined) => void, isTold = isTimeTold) {
    this.#database = database;
    this.#onKeys = onKeys;
    this.#isTold = isTold;
  }

  state(): PhoneState {
    return this.#state;
  }

  /** The id frames are sent under; a phone that was never paired makes one up. */
  async senderId(): Promise<string> {
    const phone = await this.#phone();
    if (phone) return phone.phoneId;
    const known = await this.#database.mark("sender");
    if (typeof known === "string") return known;
    const value = crypto.randomUUID();
    await this.#database.marks.put({ name: "sender", value });
    return value;
  }

  /**
   * Looks at what is stored and the clock, and says how things stand. `isTold`: whether the server had told the time
   * when `nowMs` was looked at; an answer that came since says nothing of it.
   */
  async look(nowMs: number, isTold = this.#isTold()): Promise<void> {
    const phone = await this.#phone();
    if (!phone) return this.#become({ kind: "unpaired" }, undefined);
    const base = baseOf(phone);
    if (phone.isRevoked) return this.#become({ ...base, kind: "revoked" }, undefined);
    if (!phone.unlocked || isOver(phone.unlocked, nowMs, isTold)) {
      if (phone.unlocked) await this.lock();
      return this.#become({ ...base, kind: "locked" }, undefined);
    }
    if (!phone.lease) {
      return this.#become({ ...base, kind: phone.hasExpired ? "expired" : "no-keys" }, undefined);
    }
    const { expiresAtMs, keys } = phone.lease;
    const opened = await openLease(phone.lease, phone.unlocked.key, nowMs);
    // Locked, or revoked, while the keys were being opened: that stands.
    if (!(await this.#phone())?.unlocked) return this.look(nowMs, isTold);
    if (opened.ok) return this.#become({ ...base, kind: "unlocked", expiresAtMs, keys }, opened.value);
    if (opened.error !== "lease.expired") return this.#become({ ...base, kind: "no-keys" }, undefined);
    if (isTold) await this.#forgetLease(phone);
    this.#become({ ...base, kind: "expired", ...(isTold ? {} : { expiresAtMs }) }, undefined);
  }

  #become(state: PhoneState, keyring: Keyring | undefined): void {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (!isSame) this.#onKeys(keyring);
  }

  async pair(name: string, secret: PhoneSecret, nowMs: number): Promise<Result<void, string>> {
    if (isShort(secret)) return err("phone.short-passphrase");
    const { publicKey, wrapped } = await makePhoneKey(secret);
    const paired = await pairPhone({ name, publicKey: toBase64(publicKey) });
    if (!paired.ok) return err(paired.error.code);
    const phone: StoredPhone = { id: "phone", phoneId: paired.value.phone.id, name, wrapped };
    await this.#database.phone.put(phone);
    return this.unlock(secret, nowMs);
  }

  async unlock(secret: PhoneSecret, nowMs: number): Promise<Result<void, string>> {
    const isTold = this.#isTold();
    const phone = await this.#phone();
    if (!phone) return err("phone.not-found");
    const key = await unwrapPhoneKey(secret, phone.wrapped);
    if (!key) return err(wrongSecret(secret));
    const unlocked = {
      ...{ key, untilMs: nowMs + UNLOCKED_MS },
      ...(isTold ? {} : { isUntold: true as const }),
    };
    const isStored = await this.#change(phone, (now) => ({ ...now, unlocked }));
    await this.look(nowMs, isTold);
    return isStored ? ok(undefined) : err(this.#whyNotStored());
  }

  /** Puts the key behind another secret; whether the phone is locked or not stays as it is. */
  async rewrap(secret: PhoneSecret, next: PhoneSecret, nowMs: number): Promise<Result<void, string>> {
    const isTold = this.#isTold();
    if (isShort(next)) return err("phone.short-passphrase");
    const phone = await this.#phone();
    if (!phone) return err("phone.not-found");
    const wrapped = await rewrapPhoneKey(secret, phone.wrapped, next);
    if (!wrapped) return err(wrongSecret(secret));
    const isStored = await this.#change(phone, (now) => ({ ...now, wrapped }));
    await this.look(nowMs, isTold);
    return isStored ? ok(undefined) : err(this.#whyNotStored());
  }

  async lock(): Promise<void> {
    const phone = await this.#phone();
    if (!phone) return;
    const isStored = await this.#change(phone, ({ unlocked: _, ...locked }) => locked);
    if (isStored) this.#become({ kind: "locked", ...baseOf(phone) }, undefined);
  }

  /** Fetches fresh keys. A revoked phone forgets what it has. `nowMs` is the server's time: a lease ends by it. */
  async renew(nowMs: number): Promise<Result<WireLease | undefined, string>> {
    const phone = await this.#phone();
    if (!phone) return ok(undefined);
    const isTold = this.#isTold();
    const lease = await fetchLease(phone.phoneId);
    if (lease.ok) await this.#change(phone, ({ hasExpired: _, ...now }) => ({ ...now, lease: lease.value }));
    else if (lease.error.code === "phone.revoked") await this.#wipe(phone);
    await this.look(nowMs, isTold);
    return lease.ok ? ok(lease.value) : err(lease.error.code);
  }

  async #wipe(phone: StoredPhone): Promise<void> {
    await this.#change(phone, ({ id, phoneId, name, wrapped }) => ({
      id,
      phoneId,
      name,
      wrapped,
      isRevoked: true,
    }));
  }

  /** The lease that has ended, not one that came meanwhile; that it did is remembered. */
  async #forgetLease(ended: StoredPhone): Promise<void> {
    await this.#change(ended, ({ lease, ...rest }) =>
      lease && lease.expiresAtMs !== ended.lease?.expiresAtMs
        ? { ...rest, lease }
        : { ...rest, hasExpired: true as const },
    );
  }

  /**
   * Changes the phone as it is stored now, in one step: what was read before a wait may be old, and
   * whoever locked, wiped or paired meanwhile is not undone. False where that phone is gone or revoked.
   */
  #change({ phoneId }: StoredPhone, next: (now: StoredPhone) => StoredPhone): Promise<boolean> {
    const { phone } = this.#database;
    return this.#database.transaction("rw", phone, async () => {
      const now = await this.#phone();
      if (now?.phoneId !== phoneId || now.isRevoked) return false;
      await phone.put(next(now));
      return true;
    });
  }

  #whyNotStored(): string {
    return this.#state.kind === "revoked" ? "phone.revoked" : "phone.not-found";
  }

  #phone(): Promise<StoredPhone | undefined> {
    return this.#database.phone.get("phone");
  }
}

const baseOf = ({ name, wrapped }: StoredPhone): Pick<PhoneState, "name" | "passkey"> => ({
  name,
  ...(wrapped.passkey ? { passkey: wrapped.passkey } : {}),
});

/** More than a shift left is what the phone's own clock left behind, where it was ahead. */
const isOver = (
  { untilMs, isUntold }: NonNullable<StoredPhone["unlocked"]>,
  nowMs: number,
  isTold: boolean,
): boolean => untilMs <= nowMs || (isTold && !!isUntold && untilMs > nowMs + 2 * UNLOCKED_MS);

const isShort = (secret: PhoneSecret): boolean =>
  secret.kind === "passphrase" && secret.passphrase.length < SHORTEST_PASSPHRASE;

const wrongSecret = ({ kind }: PhoneSecret): string =>
  kind === "passkey" ? "phone.wrong-passkey" : "phone.wrong-passphrase";
