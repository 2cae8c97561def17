import { describe, expect, it } from "vitest";
import { addressBlock, SignInThrottle, type SignInTry } from "./sign-in-throttle.ts";

const stranger = (n: number): SignInTry => ({ account: "town/anna", address: `192.0.2.${n}` });

/** Tries as fast as it is let, for this long; how many passwords were looked at. */
function hammer(throttle: SignInThrottle, attempt: (n: number) => SignInTry, forMs: number): number {
  let tried = 0;
  let nowMs = 0;
  while (nowMs < forMs) {
    const waitMs = throttle.begin(attempt(tried), nowMs);
    if (waitMs === 0) tried += 1;
    else nowMs += waitMs;
  }
  return tried;
}

describe("throttling", () => {
  it("lets five wrong passwords pass, then waits 1, 2, 4 … 30 seconds at the account", () => {
    const throttle = new SignInThrottle();
    let nowMs = 0;
    const waits: number[] = [];
    for (let n = 0; n < 12; n++) {
      const waitMs = throttle.begin(stranger(n), nowMs);
      waits.push(waitMs);
      nowMs += waitMs;
      if (waitMs > 0) throttle.begin(stranger(n), nowMs);
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("a network of a thousand computers tries one account less than 3,000 times a day", () => {
    const tried = hammer(
      new SignInThrottle(),
      (n) => ({ account: "town/anna", address: `10.0.${n % 1000}.1` }),
      86_400_000,
    );
    expect(tried).toBeGreaterThan(100);
    expect(tried).toBeLessThan(3000);
  });

  it("one computer tries many accounts less than 200 times a day", () => {
    const tried = hammer(
      new SignInThrottle(),
      (n) => ({ account: `town/${n}`, address: "192.0.2.1" }),
      86_400_000,
    );
    expect(tried).toBeLessThan(200);
  });

  it("a try before its time neither counts nor makes the wait longer", () => {
    const throttle = new SignInThrottle();
    for (let n = 0; n < 5; n++) throttle.begin(stranger(n), 0);
    for (let n = 0; n < 1000; n++) expect(throttle.begin(stranger(n), 400)).toBe(600);
    expect(throttle.begin(stranger(1), 1000)).toBe(0);
  });

  it("a known browser passes at once however long strangers have tried, from its own address or theirs", () => {
    const throttle = new SignInThrottle();
    for (let nowMs = 0; nowMs < 3_600_000; nowMs += 1000) throttle.begin(stranger(1), nowMs);
    expect(throttle.begin(stranger(1), 3_600_000)).toBeGreaterThan(0);
    expect(throttle.begin({ ...stranger(1), browser: "mark" }, 3_600_000)).toBe(0);
  });

  it("a known browser is one no more after 20 wrong passwords in a row, so a stolen one helps little", () => {
    const throttle = new SignInThrottle();
    const attempt = { ...stranger(1), browser: "mark" };
    let tried = 0;
    while (throttle.isTrusted("mark", 0)) {
      throttle.begin(attempt, 0);
      tried += 1;
    }
    expect(tried).toBe(20);
    throttle.succeed(attempt);
    expect(throttle.isTrusted("mark", 0)).toBe(true);
  });

  it("many tries at the same moment are counted before any is answered", () => {
    const throttle = new SignInThrottle();
    const passed = Array.from({ length: 100 }, (_, n) => throttle.begin(stranger(n), 0)).filter(
      (ms) => ms === 0,
    );
    expect(passed).toHaveLength(5);
  });

  it("the right password forgives the account, and the address for that try only", () => {
    const throttle = new SignInThrottle();
    const office = (user: string): SignInTry => ({ account: `town/${user}`, address: "192.0.2.1" });
    for (let n = 0; n < 19; n++) throttle.begin(office(`victim-${n}`), 0);
    for (let n = 0; n < 5; n++) {
      expect(throttle.begin(office("attacker"), 0)).toBe(0);
      throttle.succeed(office("attacker"));
    }
    throttle.begin(office("victim-20"), 0);
    expect(throttle.begin(office("victim-21"), 0)).toBeGreaterThan(0);
  });

  it("an hour without a try forgets", () => {
    const throttle = new SignInThrottle();
    for (let n = 0; n < 5; n++) throttle.begin(stranger(n), 0);
    expect(throttle.begin(stranger(1), 999)).toBe(1);
    expect(throttle.begin(stranger(1), 3_600_000)).toBe(0);
    expect(throttle.begin(stranger(1), 3_600_001)).toBe(0);
  });

  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::9", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["", ""],
  ])("%s counts as %s: whoever has one IPv6 address has its whole /64", (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
