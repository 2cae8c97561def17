/**
 * Slows down guessing without locking anybody out (the idea is OWASP's "device cookies").
 *
 * | who tries | is slowed by |
 * |---|---|
 * | a browser that has signed in to this account before | nothing, up to 20 failures in a row |
 * | any other | the failures at this account (up to 30 s) and from this address (up to 15 min) |
 *
 * So a stranger who keeps an account busy delays other strangers, never the browser its owner uses.
 * A try before its time is refused without looking at the password. Counts live in memory: a
 * restart forgets them.
 */
export class SignInThrottle {
  readonly #accounts = new FailureCounts({ free: 5, maxDelayMs: 30_000, forgetMs: 3_600_000 });
  readonly #addresses = new FailureCounts({ free: 20, maxDelayMs: 900_000, forgetMs: 3_600_000 });
  readonly #browsers = new FailureCounts({ free: 20, maxDelayMs: 86_400_000, forgetMs: 86_400_000 });

  /** Whether this browser still counts as one its owner uses. */
  isTrusted(browser: string, nowMs: number): boolean {
    return this.#browsers.waitMs(browser, nowMs) === 0;
  }

  /**
   * How long to wait before this try; 0 means go on. A try that may go on is counted as failed
   * until `succeed` or `takeBack` says otherwise, so that many at once are no way around.
   */
  begin(attempt: SignInTry, nowMs: number): number {
    if (attempt.browser !== undefined) {
      this.#browsers.add(attempt.browser, nowMs);
      return 0;
    }
    const address = addressBlock(attempt.address);
    const waitMs = Math.max(
      this.#accounts.waitMs(attempt.account, nowMs),
      this.#addresses.waitMs(address, nowMs),
    );
    if (waitMs > 0) return waitMs;
    this.#accounts.add(attempt.account, nowMs);
    this.#addresses.add(address, nowMs);
    return 0;
  }

  /** The password was right. An address is forgiven this try only: others share it. */
  succeed(attempt: SignInTry): void {
    if (attempt.browser === undefined) {
      this.#accounts.forget(attempt.account);
      this.#addresses.takeBack(addressBlock(attempt.address));
    } else this.#browsers.forget(attempt.browser);
  }

  /** The try was counted and its password never looked at. */
  takeBack(attempt: SignInTry): void {
    if (attempt.browser === undefined) {
      this.#accounts.takeBack(attempt.account);
      this.#addresses.takeBack(addressBlock(attempt.address));
    } else this.#browsers.takeBack(attempt.browser);
  }
}

export interface SignInTry {
  readonly account: string;
  readonly address: string;
  /** The known browser's mark; absent for any other. */
  readonly browser?: string;
}

/** Whoever has one IPv6 address has its whole /64. */
export function addressBlock(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const missing = tail === undefined ? 0 : Math.max(0, 4 - groups.length);
  return [...groups, ...Array.from({ length: missing }, () => "0")].slice(0, 4).join(":").toLowerCase();
}

interface Limits {
  /** Failures without any delay. */
  readonly free: number;
  readonly maxDelayMs: number;
  readonly forgetMs: number;
}

const FIRST_DELAY_MS = 1000;
/** Memory is bounded: of more than this, the ones longest untouched are forgotten. */
const MAX_KEPT = 20_000;

class FailureCounts {
  readonly #counts = new Map<string, { readonly failures: number; readonly lastMs: number }>();
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  waitMs(key: string, nowMs: number): number {
    const known = this.#counts.get(key);
    if (!known || nowMs - known.lastMs >= this.#limits.forgetMs) return 0;
    const over = known.failures - this.#limits.free;
    if (over < 0) return 0;
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** over, this.#limits.maxDelayMs);
    return Math.max(0, known.lastMs + delayMs - nowMs);
  }

  add(key: string, nowMs: number): void {
    const known = this.#counts.get(key);
    const isStale = known === undefined || nowMs - known.lastMs >= this.#limits.forgetMs;
    this.#counts.delete(key);
    this.#counts.set(key, { failures: isStale ? 1 : known.failures + 1, lastMs: nowMs });
    const [oldest] = this.#counts.size > MAX_KEPT ? this.#counts.keys() : [];
    if (oldest !== undefined) this.#counts.delete(oldest);
  }

  takeBack(key: string): void {
    const known = this.#counts.get(key);
    if (known) this.#counts.set(key, { ...known, failures: Math.max(0, known.failures - 1) });
  }

  forget(key: string): void {
    this.#counts.delete(key);
  }
}
