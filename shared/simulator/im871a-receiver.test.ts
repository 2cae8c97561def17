import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatHex, parseHex } from "../codecs/bytes/hex.ts";
import { im871a } from "../codecs/receivers/im871a.ts";
import { RECEIVER_START } from "../codecs/receivers/receiver-codec.ts";
import { decodeWmbusFrame } from "../codecs/wmbus/wmbus-frame.ts";
import { HOUR_MS } from "./climate.ts";
import { answerIm871a, encodeIm871aIndication } from "./im871a-receiver.ts";
import { reviveTown } from "./town-snapshot.ts";

const vectors: Record<string, string> = JSON.parse(
  readFileSync(new URL("../../tests/fixtures/vectors.json", import.meta.url), "utf8"),
);

describe("the simulated iM871A", () => {
  it("says a telegram as the receiver's interface lays it down (vectors.json, im871a.ind)", () => {
    const telegram = parseHex(vectors["403.compact.telegram(no dll crc)"] ?? "");
    if (!telegram.ok) throw new Error("no telegram in vectors.json");
    // 0x91 is -100 + (145 − 45) / 2 = -50 dBm.
    expect(formatHex(encodeIm871aIndication({ telegram: telegram.value, rssiDbm: -50 }))).toBe(
      vectors["im871a.ind compact RSSI 0x91"],
    );
  });

  it("is understood by the receiver's own codec, telegram by telegram, with and without time stamps", () => {
    const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
    const options = { seed: 4, points: 30, fromHour: toHour - 2, toHour };
    const heard = reviveTown({ options, states: {} }, 10).gateway.hear(
      toHour * HOUR_MS,
      toHour * HOUR_MS + 30_000,
    );
    const said = heard.map(({ bytes, rssiDbm }, n) => {
      const frame = decodeWmbusFrame(bytes);
      if (!frame.ok) throw new Error(frame.error.kind);
      const telegram = frame.value.bytes;
      return {
        telegram,
        rssiDbm,
        line: encodeIm871aIndication({ telegram, rssiDbm, ...(n % 2 ? { timestamp: n * 1000 } : {}) }),
      };
    });
    expect(said.length).toBeGreaterThan(20);
    const { events, junk } = im871a.read(
      RECEIVER_START,
      Uint8Array.from(said.flatMap(({ line }) => [...line])),
    );
    expect(junk).toBe(0);
    expect(events).toEqual(
      said.map(({ telegram, rssiDbm }) => ({ kind: "telegram", bytes: telegram, rssiDbm })),
    );
  });

  it("says who it is when it is asked by IMST's device information request, and nothing to a setting", () => {
    // Request A5 01 0F 00; answer: endpoint 1, id 10, module type 33 hex = iM871A.
    const answer = answerIm871a(Uint8Array.of(0xa5, 0x01, 0x0f, 0x00));
    expect(answer?.subarray(0, 5)).toEqual(Uint8Array.of(0xa5, 0x01, 0x10, 9, 0x33));
    expect(answer?.length).toBe(4 + 9);
    expect(answerIm871a(Uint8Array.of(0xa5, 0x01, 0x03, 0x00))).toBeUndefined();
  });
});
