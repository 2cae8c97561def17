import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClientFrame,
  decodeClientFrame,
  decodeServerFrame,
  encodeClientFrame,
  encodeServerFrame,
  type ServerFrame,
} from "./channel-frame.ts";
import { REFUSALS } from "./refusal.ts";

const number = fc.nat();
const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: "grapheme", maxLength: 20 });
const reason = fc.constantFrom(...REFUSALS);
const is = <T extends string>(type: T) => fc.constant(type);

const clientFrame: fc.Arbitrary<ClientFrame> = fc.oneof(
  fc.record({ type: is("open"), channel: number, room: text, epoch: number }),
  fc.record({ type: is("put"), channel: number, seq: number, bytes }),
  fc.record({ type: is("close"), channel: number }),
  fc.record({ type: is("ping") }),
);

const serverFrame: fc.Arbitrary<ServerFrame> = fc.oneof(
  fc.record({ type: is("hello"), version: number, personId: text }),
  fc.record({ type: is("opened"), channel: number, epoch: number }),
  fc.record({ type: is("put"), channel: number, bytes }),
  fc.record({ type: is("saved"), channel: number, seq: number, vector: bytes }),
  fc.record({
    type: is("refused"),
    channel: number,
    seq: number,
    reason,
    keys: fc.array(fc.record({ part: text, key: text, reason }), { maxLength: 3 }),
  }),
  fc.record({ type: is("stale"), channel: number, epoch: number, vector: bytes }),
  fc.record({ type: is("closed"), channel: number, reason }),
  fc.record({ type: is("pong") }),
);

describe("a frame", () => {
  it("comes back as it was sent, from either side", () => {
    fc.assert(
      fc.property(clientFrame, serverFrame, (fromClient, fromServer) => {
        expect(decodeClientFrame(encodeClientFrame(fromClient))).toEqual(fromClient);
        expect(decodeServerFrame(encodeServerFrame(fromServer))).toEqual(fromServer);
      }),
    );
  });

  it.each([
    [{ type: "open", channel: 3, room: "t/groups", epoch: 300 }, "01 03 08 742f67726f757073 ac02"],
    [{ type: "put", channel: 3, seq: 1, bytes: Uint8Array.of(0, 0, 1, 0) }, "02 03 01 00000100"],
    [{ type: "close", channel: 3 }, "03 03"],
    [{ type: "ping" }, "04"],
  ] as const)("of a client is written as the table says: %j", (frame, hex) => {
    expect(Buffer.from(encodeClientFrame(frame)).toString("hex")).toBe(hex.replaceAll(" ", ""));
  });

  it.each([
    [{ type: "hello", version: 1, personId: "anna" }, "81 01 04 616e6e61"],
    [{ type: "opened", channel: 3, epoch: 2 }, "82 03 02"],
    [{ type: "put", channel: 3, bytes: Uint8Array.of(1, 1, 0) }, "83 03 010100"],
    [{ type: "saved", channel: 3, seq: 7, vector: Uint8Array.of(1, 5, 9) }, "84 03 07 03 010509"],
    [
      { type: "refused", channel: 3, seq: 7, reason: "gap", keys: [{ part: "a", key: "b", reason: "busy" }] },
      "85 03 07 03 676170 01 01 61 01 62 04 62757379",
    ],
    [{ type: "stale", channel: 3, epoch: 2, vector: Uint8Array.of(0) }, "86 03 02 01 00"],
    [{ type: "closed", channel: 3, reason: "busy" }, "87 03 04 62757379"],
    [{ type: "pong" }, "88"],
  ] as const)("of a server is written as the table says: %j", (frame, hex) => {
    expect(Buffer.from(encodeServerFrame(frame)).toString("hex")).toBe(hex.replaceAll(" ", ""));
  });

  it("made of arbitrary bytes never throws and never stands for two frames", () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const [fromClient, fromServer] = [decodeClientFrame(some), decodeServerFrame(some)];
        expect(fromClient && fromServer).toBeUndefined();
      }),
    );
  });

  it("with an odd byte behind it is none", () => {
    expect(decodeClientFrame(Uint8Array.of(0x04, 0))).toBeUndefined();
    expect(decodeServerFrame(Uint8Array.of(0x82, 3, 2, 0))).toBeUndefined();
  });
});
