import { verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { Passwords } from "./passwords.ts";
import { SingleFile } from "./single-file.ts";

/** The real package, its checks counted. */
vi.mock("@node-rs/argon2", async (importOriginal) => {
  const original = await importOriginal<typeof import("@node-rs/argon2")>();
  return { ...original, verify: vi.fn(original.verify) };
});

const passwords = new Passwords(new Uint8Array(32).fill(7));

describe("passwords", () => {
  it("are hashed with argon2id, 19 MiB and two passes (OWASP), each with its own salt", async () => {
    const [first, second] = await Promise.all([passwords.hash("same words"), passwords.hash("same words")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
    expect(await passwords.verify(first, "same words", "known")).toBe(true);
    expect(await passwords.verify(first, "same wordz", "known")).toBe(false);
  });

  it("are one however they are composed: é in one character or in two (NIST SP 800-63B)", async () => {
    const hash = await passwords.hash("caf\u00e9 au lait deux");
    expect(await passwords.verify(hash, "cafe\u0301 au lait deux", "known")).toBe(true);
  });

  it("a stolen database alone cannot be tried out: the master key is part of each hash", async () => {
    const hash = await passwords.hash("same words");
    const thief = new Passwords(new Uint8Array(32).fill(8));
    expect(await thief.verify(hash, "same words", "known")).toBe(false);
  });

  it("nobody's password is no password, and costs the same argon2id check as a wrong one", async () => {
    const hash = await passwords.hash("same words");
    const costOf = (checked: unknown) => /^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$/.exec(String(checked))?.[0];
    vi.mocked(verify).mockClear();
    expect(await passwords.verify(hash, "wrong words", "unknown")).toBe(false);
    expect(await passwords.verify(undefined, "nobody has this password", "unknown")).toBe(false);
    const costs = vi.mocked(verify).mock.calls.map(([checked]) => costOf(checked));
    expect(costs).toEqual([costOf(hash), costOf(hash)]);
    expect(costs[0]).toContain("m=19456,t=2,p=1");
  });
});

describe("a line of work", () => {
  it("is done one at a time and in order, goes on after a failure, and refuses when it is too long", async () => {
    const line = new SingleFile(2);
    const done: string[] = [];
    let running = 0;
    const work =
      (name: string, fails = false) =>
      async () => {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running -= 1;
        done.push(name);
        if (fails) throw new Error(name);
        return name;
      };
    const [a, b, c, d] = [
      line.run(work("a")),
      line.run(work("b", true)),
      line.run(work("c")),
      line.run(work("d")),
    ];
    expect(d).toBeUndefined();
    await expect(b).rejects.toThrow("b");
    expect([await a, await c]).toEqual(["a", "c"]);
    expect(done).toEqual(["a", "b", "c"]);
    expect(await line.run(work("e"))).toBe("e");
  });
});
