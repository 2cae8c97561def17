import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { timeTelegrams } from "./stream-file.ts";
import { readTelegramFile } from "./telegram-file.ts";

const vectors: Record<string, string> = JSON.parse(
  readFileSync(new URL("../../tests/fixtures/vectors.json", import.meta.url), "utf8"),
);
const FULL = vectors["403.full.telegram(no dll crc)"] ?? "";
const COMPACT = vectors["403.compact.telegram(no dll crc)"] ?? "";
const KEY = vectors["key"] ?? "";
const WIRED = vectors["mbus.rsp_ud"] ?? "";
/** OMS example telegram of meter 12345678, mode 5. */
const OTHER_METER =
  "2E4493157856341233037A2A0020255923C95AAA26D1B2E7493B013EC4A6F6D3529B520EDFF0EA6DEFC99D6D69EBF3";
const file = (...lines: readonly unknown[]) =>
  readTelegramFile(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));

describe("a file of telegrams", () => {
  it("names its meters by product and serial number, with their key and medium", () => {
    const { meters, telegrams, problems } = file({ telegram: COMPACT, key: KEY, earlier_telegrams: [FULL] });
    expect(problems).toEqual([]);
    expect(meters).toEqual([
      {
        key: "KAM-90000001-34-04",
        name: "MULTICAL 403 90000001",
        product: "MULTICAL 403",
        serial: "90000001",
        medium: "heat",
        aesKey: Uint8Array.from(Buffer.from(KEY, "hex")),
      },
    ]);
    expect(
      telegrams.map(({ line, link, meter, bytes }) => [
        line,
        link,
        meter,
        Buffer.from(bytes).toString("hex").toUpperCase(),
      ]),
    ).toEqual([
      [1, "wmbus", "KAM-90000001-34-04", FULL],
      [1, "wmbus", "KAM-90000001-34-04", COMPACT],
    ]);
  });

  it("needs no key for a telegram in clear, and knows wired frames by their start", () => {
    const { meters, telegrams } = file({ frame: WIRED, key: "NOKEY" });
    expect(meters.map(({ serial, aesKey }) => [serial, aesKey])).toEqual([["90000001", undefined]]);
    expect(telegrams[0]?.link).toBe("mbus");
  });

  it("leaves out broken lines with one sentence each, and keeps the others", () => {
    const good = { telegram: FULL, key: KEY };
    const { meters, telegrams, problems } = file(
      good,
      "{ this is no JSON",
      "",
      "[1]",
      { key: KEY },
      { telegram: "2E4", key: KEY },
      { telegram: FULL, key: "1234" },
      { telegram: FULL, key: KEY, earlier_telegrams: ["zz"] },
      { telegram: FULL, key: KEY, transport: "zigbee" },
      { telegram: COMPACT, key: KEY },
    );
    expect(problems).toEqual([
      "Line 2 is left out: it is not a JSON object.",
      "Line 4 is left out: it is not a JSON object.",
      'Line 5 is left out: "telegram" is not hexadecimal text.',
      'Line 6 is left out: "telegram" is not hexadecimal text.',
      'Line 7 is sent without its key: "key" is neither 32 hex digits nor "NOKEY".',
      'Line 8 is left out: "earlier_telegrams" number 1 is not hexadecimal text.',
      'Line 9 is left out: "transport" is neither "wmbus" nor "mbus".',
    ]);
    expect(meters).toHaveLength(1);
    expect(telegrams.map(({ line }) => line)).toEqual([1, 7, 10]);
  });

  it("sends a telegram that tells no meter all the same: nothing received is lost", () => {
    const { meters, telegrams, problems } = file({ telegram: "0102030405", key: "NOKEY" });
    expect(meters).toEqual([]);
    expect(telegrams).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^Line 1 is sent, but tells no meter: [a-z-]+ at byte \d+\.$/);
  });

  it("keeps the first key of a meter and says when another one follows", () => {
    const { meters, problems } = file(
      { telegram: FULL, key: "NOKEY" },
      { telegram: FULL, key: KEY },
      { telegram: FULL, key: "00".repeat(16) },
    );
    expect(
      Buffer.from(meters[0]?.aesKey ?? [])
        .toString("hex")
        .toUpperCase(),
    ).toBe(KEY);
    expect(problems).toEqual(["Line 3: meter 90000001 has another key in a line above; that one is used."]);
  });

  it("is heard so that every telegram is a reading: the last one of a meter now, those before it an hour apart", () => {
    const read = file(
      { telegram: COMPACT, key: KEY, earlier_telegrams: [FULL] },
      { telegram: OTHER_METER },
      { telegram: FULL, key: KEY },
    );
    const hour = 3_600_000;
    expect(timeTelegrams(read, 10 * hour)).toEqual([8 * hour, 9 * hour, 10 * hour, 10 * hour]);
  });
});
