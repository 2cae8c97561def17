import { describe, expect, it } from "vitest";
import { PAYLOAD_CODECS } from "../../../shared/codecs/proprietary/index.ts";
import { EXAMPLE_KEY, EXAMPLE_TELEGRAMS } from "./example-telegram.ts";
import {
  type InspectedTelegram,
  inspectTelegrams,
  MAX_TELEGRAMS,
  readKey,
  wantsPayloadCodecs,
} from "./inspect-telegrams.ts";

const [HEARD = ""] = EXAMPLE_TELEGRAMS.split("\n");
/** An answer to a request for data, and a KMP answer: energy 12.345 MWh. */
const WIRED = "68202068080172010000902D2C3404170000000406393000000259901C04FF22000000005316";
const OPTICAL = "403F10003C0304430000303934FF0D";

const inspect = (text: string, key = ""): readonly InspectedTelegram[] =>
  inspectTelegrams(text, { key: readKey(key), payloads: PAYLOAD_CODECS });

const outcomeOf = ({ result }: InspectedTelegram): string =>
  result.ok ? result.value.security.verdict : result.error.kind;

describe("readKey", () => {
  it("takes 32 or, for Diehl, 16 digits with blanks between them, and counts what is none", () => {
    expect(readKey(" 00112233 44556677 8899AABB ccddeeff")).toMatchObject({ kind: "key" });
    expect(readKey("0011223344556677")).toMatchObject({ kind: "key" });
    expect(readKey("")).toEqual({ kind: "none" });
    expect(readKey("00112233445566778899AABBCCDDEEF")).toEqual({ kind: "wrong", characters: 31 });
    expect(readKey("no key at all")).toEqual({ kind: "wrong", characters: 10 });
  });
});

describe("inspectTelegrams", () => {
  it("opens the example with its key, and says what is wrong without it", () => {
    expect(inspect(EXAMPLE_TELEGRAMS, EXAMPLE_KEY).map(outcomeOf)).toEqual(["decrypted", "decrypted"]);
    expect(inspect(EXAMPLE_TELEGRAMS).map(outcomeOf)).toEqual(["no-key", "no-key"]);
    expect(inspect(EXAMPLE_TELEGRAMS, "FF".repeat(16)).map(outcomeOf)).toEqual(["wrong-key", "wrong-key"]);
  });

  it("tells radio, wire and optical head apart and numbers the lines", () => {
    const text = `${HEARD}\n\n${WIRED}\n${OPTICAL}\nnothing`;
    expect(inspect(text).map(({ line, link }) => `${line} ${link}`)).toEqual([
      "1 wmbus",
      "3 mbus",
      "4 kmp",
      "5 wmbus",
    ]);
    expect(inspect(text).map(outcomeOf).at(-1)).toBe("bad-hex");
  });

  it("reads the last fragment of a message as the whole of it", () => {
    // The mode 7 vector in two telegrams: counter in the first, MAC in the last.
    const text = [
      "29442D2C0100009034048C20339007016825341200007A330020071085C966499971E8A15BA6D65CE7AA",
      "2A442D2C0100009034048C2033900A0204D76AB9F5166C636D0FC28353E7BDFAEB46D8B5D72F89151AF7FA",
    ].join("\n");
    const inspected = inspect(text, EXAMPLE_KEY);
    expect(inspected.map(outcomeOf)).toEqual(["missing-fragment", "decrypted"]);
    const whole = inspected[1]?.result;
    expect(whole?.ok && whole.value.records[0]?.name).toBe("total_energy_consumption");
  });

  it("reads a limited number of lines, however many there are", () => {
    expect(inspect("E5\n".repeat(MAX_TELEGRAMS + 1))).toHaveLength(MAX_TELEGRAMS);
  });

  it("wants the codecs of makers' own formats only for a meter that may speak one", () => {
    expect(wantsPayloadCodecs(inspect(EXAMPLE_TELEGRAMS, EXAMPLE_KEY))).toBe(false);
    // 24 bytes of Techem (TCH, version 74, device type 62): a driver with a payload codec.
    expect(wantsPayloadCodecs(inspect("2F446850122320417462A2069F23B301D016B50000"))).toBe(true);
  });
});
