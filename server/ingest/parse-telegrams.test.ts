import { describe, expect, it } from "vitest";
import { parseTelegrams } from "./parse-telegrams.ts";

const good = { rxAt: "2026-11-23T08:15:00Z", raw: "2E44AB", rssiDbm: -71 };

describe("what a gateway sends", () => {
  it("becomes hearings, with the gateway's own name unless it forwards for another receiver", () => {
    const read = parseTelegrams([good, { ...good, gatewayId: "roof 2", medium: "mbus" }], "gateway 1");
    expect(read).toEqual({
      ok: true,
      value: [
        {
          rxAtMs: 1795421700000,
          link: "wmbus",
          bytes: Uint8Array.of(0x2e, 0x44, 0xab),
          receiver: "gateway 1",
          rssiDbm: -71,
        },
        {
          rxAtMs: 1795421700000,
          link: "mbus",
          bytes: Uint8Array.of(0x2e, 0x44, 0xab),
          receiver: "roof 2",
          rssiDbm: -71,
        },
      ],
    });
  });

  it("is refused whole with the place of the first wrong telegram", () => {
    const refusal = (item: unknown) => {
      const read = parseTelegrams([good, item], "g");
      return read.ok ? "accepted" : [read.error.code, read.error.index, read.error.field];
    };
    expect(refusal({ ...good, raw: "2E4" })).toEqual(["ingest.not-hex", 1, "raw"]);
    expect(refusal({ ...good, raw: "" })).toEqual(["ingest.not-hex", 1, "raw"]);
    expect(refusal({ ...good, raw: "00".repeat(5000) })).toEqual(["ingest.not-hex", 1, "raw"]);
    expect(refusal({ ...good, rxAt: "2026-11-23T08:15:00" })).toEqual(["ingest.bad-time", 1, "rxAt"]);
    expect(refusal({ ...good, rxAt: "yesterday" })).toEqual(["ingest.bad-time", 1, "rxAt"]);
    expect(refusal({ ...good, medium: "zigbee" })).toEqual(["request.invalid", 1, "medium"]);
    expect(refusal({ ...good, rssiDbm: "loud" })).toEqual(["request.invalid", 1, "rssiDbm"]);
    expect(refusal({ ...good, position: { lat: 95, lon: 0 } })).toEqual(["request.invalid", 1, "position"]);
    expect(refusal(null)).toEqual(["request.invalid", 1, "telegram"]);
  });

  it("is refused when it is no array or more than a thousand", () => {
    expect(parseTelegrams({}, "g")).toMatchObject({ ok: false, error: { code: "request.invalid" } });
    expect(
      parseTelegrams(
        Array.from({ length: 1001 }, () => good),
        "g",
      ),
    ).toMatchObject({ error: { code: "ingest.too-many" } });
  });
});
