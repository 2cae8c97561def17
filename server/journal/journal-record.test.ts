import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hearing, LINKS } from "../../shared/model/hearing.ts";
import { bodyAt, decodeBody, encodeRecord, identityOf } from "./journal-record.ts";

const anyHearing: fc.Arbitrary<Hearing> = fc
  .record(
    {
      rxAtMs: fc.integer({ min: 0, max: 8.64e15 }),
      receiver: fc.string({ maxLength: 60, unit: "binary" }),
      link: fc.constantFrom(...LINKS),
      bytes: fc.uint8Array({ maxLength: 300 }),
      rssiDbm: fc.oneof(fc.integer({ min: -130, max: 130 }), fc.double({ noNaN: true })),
      position: fc.record({ lat: fc.double({ noNaN: true }), lon: fc.double({ noNaN: true }) }),
    },
    { requiredKeys: ["rxAtMs", "receiver", "link", "bytes"] },
  )
  .filter((hearing) => !Object.is(hearing.rssiDbm, -0));

const bodyOf = (record: Buffer): Buffer => bodyAt(record, 0) ?? Buffer.alloc(0);

describe("a journal record", () => {
  it("gives back exactly the hearing and its sequence number", () => {
    fc.assert(
      fc.property(anyHearing, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (hearing, seq) => {
        expect(decodeBody(bodyOf(encodeRecord(seq, hearing)))).toEqual({ seq, ...hearing });
      }),
    );
  });

  it("is the same hearing whatever its sequence number, signal level and position", () => {
    const hearing: Hearing = { rxAtMs: 1, receiver: "mast", link: "wmbus", bytes: Uint8Array.of(1, 2) };
    const elsewhere: Hearing = { ...hearing, rssiDbm: -71.5, position: { lat: 55.7, lon: 12.5 } };
    expect(identityOf(bodyOf(encodeRecord(9, elsewhere)))).toEqual(
      identityOf(bodyOf(encodeRecord(1, hearing))),
    );
    const later = identityOf(bodyOf(encodeRecord(1, { ...hearing, rxAtMs: 2 })));
    expect(later).not.toEqual(identityOf(bodyOf(encodeRecord(1, hearing))));
  });

  it("is refused with any bit flipped", () => {
    const record = encodeRecord(7, { rxAtMs: 5, receiver: "m", link: "mbus", bytes: Uint8Array.of(0x68) });
    for (let bit = 0; bit < record.length * 8; bit += 1) {
      const damaged = Buffer.from(record);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(bodyAt(damaged, 0)).toBeUndefined();
    }
  });

  it("begins with its length, its CRC-32 and its sequence number, little-endian", () => {
    const record = encodeRecord(0x1_0000_0002, {
      rxAtMs: 0,
      receiver: "",
      link: "kmp",
      bytes: new Uint8Array(),
    });
    expect(record.toString("hex", 0, 4)).toBe("12000000");
    expect(record.toString("hex", 8, 17)).toBe("020000000100000002");
  });
});
