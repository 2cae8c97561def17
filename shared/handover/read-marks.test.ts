import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../blocks/crc-32.ts";
import type { ReadMark } from "../rooms/round-room.ts";
import { CodeCollector, decodeBase45, encodeBase45, splitIntoCodes } from "./code-texts.ts";
import { decodeHandover, encodeHandover, type HandoverRound, type ReadMarks } from "./read-marks.ts";

const ids = Array.from({ length: 500 }, (_, n) => `p-${n}`);
const round: HandoverRound = { utility: "town", roundId: "r-1", pointIds: ids };
const mark = (atMs: number): ReadMark => ({ atMs, via: "radio" });

describe("a handover of read marks", () => {
  const anyMarks = fc
    .array(
      fc.tuple(
        fc.constantFrom(...ids),
        fc.constantFrom("anna", "bo", "øåæ"),
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.constantFrom("radio" as const, "optical" as const, "manual" as const),
      ),
      { maxLength: 400 },
    )
    .map((rows): ReadMarks => new Map(rows.map(([id, by, atMs, via]) => [`${id}/${by}`, { atMs, via }])));

  it("says the same on the other side, whatever was read", () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        const decoded = decodeHandover(encodeHandover(round, marks), round);
        expect(decoded.ok && new Map([...decoded.value].sort())).toEqual(new Map([...marks].sort()));
      }),
    );
  });

  it("of 500 points all read is at most three bytes a point, of few a few", () => {
    // One read every 7 s on the way, in the order of another street plan: 63 bytes of bits and up to 2 a time.
    const all = new Map(
      ids.map((id, n) => [`${id}/anna`, mark(1_800_000_000_000 + ((n * 37) % 500) * 7000)]),
    );
    expect(encodeHandover(round, all).length).toBeLessThan(1_500);
    const few = new Map([...all].slice(0, 3));
    expect(encodeHandover(round, few).length).toBeLessThan(70);
  });

  it("is refused for another utility, another round, other points, and damaged at any byte", () => {
    const bytes = encodeHandover(round, new Map([["p-1/anna", mark(5000)]]));
    const fault = (other: Partial<HandoverRound>, of = bytes) => {
      const decoded = decodeHandover(of, { ...round, ...other });
      return decoded.ok ? "fine" : decoded.error;
    };
    expect(fault({})).toBe("fine");
    expect(fault({ utility: "city" })).toBe("handover.other-utility");
    expect(fault({ roundId: "r-2" })).toBe("handover.other-round");
    expect(fault({ pointIds: ids.slice(1) })).toBe("handover.other-points");
    expect(fault({}, new TextEncoder().encode("a letter"))).toBe("handover.foreign");
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 0x10 : byte));
      expect(fault({}, damaged), `${at}`).toBe(at < 4 ? "handover.foreign" : "handover.damaged");
      expect(fault({}, bytes.slice(0, at)), `cut at ${at}`).not.toBe("fine");
    }
    const newer = Uint8Array.from(bytes);
    newer[4] = 9;
    new DataView(newer.buffer).setUint32(newer.length - 4, crc32(newer, 0, newer.length - 4), true);
    expect(fault({}, newer)).toBe("handover.newer");
  });
});

describe("the codes of a handover", () => {
  it("are in base 45, as RFC 9285 writes it", () => {
    // Examples of RFC 9285 4.3 and 4.4.
    expect(encodeBase45(new TextEncoder().encode("AB"))).toBe("BB8");
    expect(encodeBase45(new TextEncoder().encode("Hello!!"))).toBe("%69 VD92EX0");
    expect(encodeBase45(new TextEncoder().encode("base-45"))).toBe("UJCLQE7W581");
    expect(new TextDecoder().decode(decodeBase45("QED8WEX0"))).toBe("ietf!");
    expect(decodeBase45("FGW")).toEqual(Uint8Array.of(255, 255));
    expect(decodeBase45("GGW")).toBeUndefined();
    expect(decodeBase45("a")).toBeUndefined();
  });

  it("come together in any order, again, and from the middle", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 3000 }), fc.nat(), (bytes, turn) => {
        const codes = splitIntoCodes(bytes);
        const collector = new CodeCollector();
        const seen = [...codes.slice(turn % codes.length), ...codes].map((code) => collector.take(code));
        const whole = seen.find((one) => one.ok && one.value.bytes);
        expect(whole?.ok && whole.value.bytes).toEqual(bytes);
      }),
    );
  });

  it("begin anew when the other phone shows another handover, and pass over what is not ours", () => {
    const collector = new CodeCollector();
    const [first = ""] = splitIntoCodes(new Uint8Array(1000).fill(1));
    const [other = ""] = splitIntoCodes(new Uint8Array(1000).fill(2));
    expect(collector.take(first)).toEqual({ ok: true, value: { have: 1, total: 4 } });
    expect(collector.take("https://example.org/menu")).toEqual({ ok: false, error: "handover.foreign" });
    expect(collector.take(`${first.slice(0, 30)}~`)).toEqual({ ok: false, error: "handover.damaged" });
    expect(collector.take(other)).toEqual({ ok: true, value: { have: 1, total: 4 } });
  });
});
