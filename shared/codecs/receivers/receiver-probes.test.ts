import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { RECEIVER_START } from "./receiver-codec.ts";
import { RECEIVER_PROBES } from "./receiver-probes.ts";

const text = (line: string) => Uint8Array.from(line, (character) => character.charCodeAt(0));

/** What each receiver answers, by its host protocol; the iM871A's and iU891A's CRCs worked out by hand. */
const ANSWERS: Readonly<Record<string, Uint8Array>> = {
  // A5 endpoint 1, id 10, 9 bytes: module 33, mode, firmware, HCI version, device id.
  im871a: hexBytes("A5011009330014060102030405"),
  cul: text("V 1.67 nanoCUL868\r\n"),
  // FF 8C 03 1.4.2, exclusive or of the bytes before: FF^8C^03^01^04^02 = 77.
  amb8465: hexBytes("FF8C0301040277"),
  "rtl-wmbus": text(
    "T1;1;1;2026-11-23 08:15:30.000;60;90;90000001;0x2E44931578563412330333637A2A0020255923\n",
  ),
};

/** The one that would be taken for it, all probes listening to the same bytes in their order. */
function detected(bytes: Uint8Array): string | undefined {
  return RECEIVER_PROBES.find(({ codec, isProof }) => {
    const step = codec.read(RECEIVER_START, bytes);
    return [...step.events, ...codec.flush(step.state).events].some(isProof);
  })?.codec.name;
}

describe("finding out which receiver is on the line", () => {
  it.each(Object.entries(ANSWERS))(
    "%s is known by its answer, and no other is taken for it",
    (name, bytes) => {
      expect(detected(bytes)).toBe(name);
    },
  );

  it("asks by each maker's published question", () => {
    const asked = Object.fromEntries(RECEIVER_PROBES.map(({ codec, ask }) => [codec.name, ask.at(-1)]));
    expect(asked["im871a"]).toEqual(hexBytes("A5010F00"));
    expect(asked["iu891a"]).toEqual(hexBytes("C001011607C0"));
    expect(asked["cul"]).toEqual(text("V\n"));
    // FF 0C 00 and their exclusive or.
    expect(asked["amb8465"]).toEqual(hexBytes("FF0C00F3"));
  });

  it("takes noise and a line of text for none of them", () => {
    expect(detected(hexBytes("00FF13C1A50A"))).toBeUndefined();
    expect(detected(text("login: \r\n"))).toBeUndefined();
  });

  it("knows all the receivers there are", async () => {
    const { RECEIVER_CODECS } = await import("./index.ts");
    expect(new Set(RECEIVER_PROBES.map(({ codec }) => codec))).toEqual(new Set(RECEIVER_CODECS));
  });
});
