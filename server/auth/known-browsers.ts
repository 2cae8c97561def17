import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** Whose browser it is. */
export interface BrowserOwner {
  readonly utility: string;
  readonly personId: string;
}

/**
 * Marks in a cookie that say who has signed in with this browser before. They give no access: a
 * known browser's tries are not held up by what strangers do. One mark is
 * `<utility>.<person>.<16 random characters>.<HMAC-SHA-256>`; several people may share a browser.
 */
export class KnownBrowsers {
  readonly #key: Uint8Array;

  constructor(masterKey: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync("sha256", masterKey, "", "rounds known browser", 32));
  }

  /** The owner's mark in this cookie, if this server made it. */
  find(cookie: string, { utility, personId }: BrowserOwner): string | undefined {
    const prefix = `${utility}.${personId}.`;
    return marksOf(cookie).find((mark) => mark.startsWith(prefix) && this.#isOurs(mark));
  }

  /** The cookie with a fresh mark for this owner, in front of the others'. */
  add(cookie: string, { utility, personId }: BrowserOwner): string {
    const prefix = `${utility}.${personId}.`;
    const body = `${prefix}${randomBytes(12).toString("base64url")}`;
    const others = marksOf(cookie).filter((mark) => !mark.startsWith(prefix));
    return [`${body}.${this.#macOf(body)}`, ...others].slice(0, MAX_OWNERS).join(SEPARATOR);
  }

  #isOurs(mark: string): boolean {
    const end = mark.lastIndexOf(".");
    const [given, right] = [Buffer.from(mark.slice(end + 1)), Buffer.from(this.#macOf(mark.slice(0, end)))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  #macOf(body: string): string {
    return createHmac("sha256", this.#key).update(body).digest("base64url");
  }
}

/** People who share one browser; the cookie stays below 1 kB. */
const MAX_OWNERS = 8;
const SEPARATOR = "~";

const marksOf = (cookie: string): readonly string[] =>
  cookie.length > 4096 ? [] : cookie.split(SEPARATOR).filter((mark) => mark !== "");
