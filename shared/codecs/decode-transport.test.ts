import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../tests/support/hex-bytes.ts";
import { formatHex } from "./bytes/hex.ts";
import { decodeTransport, type TransportLink } from "./decode-transport.ts";
import type { Keyring } from "./keyring.ts";
import type { Transport } from "./transport.ts";
import { layersOf } from "./transport-layers.ts";
import { encodeTelegram } from "./wmbus/encode-telegram.ts";

const KEY = hexBytes(vectors.key);
const noKeys: Keyring = { find: () => undefined };
const keyringOf = (key: Uint8Array): Keyring => ({ find: () => key });
const right = keyringOf(KEY);
const wrong = keyringOf(new Uint8Array(16).fill(0x55));

function transportOf(
  text: string | Uint8Array,
  keyring: Keyring = right,
  link: TransportLink = "wmbus",
): Transport {
  const transport = decodeTransport(typeof text === "string" ? hexBytes(text) : text, link, keyring);
  if (!transport.ok) throw new Error(JSON.stringify(transport.error));
  return transport.value;
}

const payloadOf = ({ plain, payload: [at, length] }: Transport): string => formatHex(plain, at, at + length);

const RECORDS = "0406393000000259901C04FF2200000000";
const KAM_90000001 = { manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 };

describe("security of wireless telegrams", () => {
  it.each([
    ["403.full.telegram(no dll crc)", "ell", 1, "payload-crc", vectors["403.records"]],
    ["403.full.frameB", "ell", 1, "payload-crc", vectors["403.records"]],
    ["403.compact.frameA", "ell", 1, "payload-crc", vectors["403.compact.plain"].slice(6)],
    ["m5.telegram", "tpl", 5, "check-bytes", vectors["m5.plain"].slice(4)],
    ["m7.telegram", "tpl", 7, "mac", `${RECORDS}${"2F".repeat(13)}`],
    ["m10.telegram", "tpl", 10, "tag", RECORDS],
  ] as const)("%s opens with its key and says what proves it", (name, layer, mode, proof, payload) => {
    const transport = transportOf(vectors[name]);
    expect(transport.meter).toEqual(KAM_90000001);
    expect(transport.security).toEqual({ layer, mode, verdict: "decrypted", proof });
    expect(payloadOf(transport)).toBe(payload);
    expect(transport.plain.length).toBe(transport.normalised.length);
  });

  it.each(["403.full.telegram(no dll crc)", "m5.telegram", "m7.telegram", "m10.telegram"] as const)(
    "%s stays closed without its key and with a wrong one",
    (name) => {
      const closed = transportOf(vectors[name], noKeys);
      expect(closed).toMatchObject({ content: "encrypted", security: { verdict: "no-key" } });
      expect(closed.plain).toBe(closed.normalised);
      expect(transportOf(vectors[name], wrong)).toMatchObject({
        content: "encrypted",
        security: { verdict: "wrong-key" },
      });
    },
  );

  it("the open metering example of mode 5 opens (profile A)", () => {
    const key = keyringOf(hexBytes("0102030405060708090A0B0C0D0E0F11"));
    const text =
      "2E4493157856341233037A2A0020255923C95AAA26D1B2E7493B013EC4A6F6D3529B520EDFF0EA6DEFC99D6D69EBF3";
    expect(payloadOf(transportOf(text, key))).toMatch(/^0C1427048502046D32371F1502FD170000/);
  });

  it("the open metering example of mode 7 with authentication layer opens (profile B)", () => {
    const key = keyringOf(hexBytes("000102030405060708090A0B0C0D0E0F"));
    const text =
      "434493157856341233038C2075900F002C25B30A000021924D4F2FB66E017A75002007109058475F4BC91DF878B80A1B0F98B629024AAC727942BFC549233C0140829B93";
    expect(transportOf(text, key).security).toMatchObject({ verdict: "decrypted", proof: "mac" });
  });

  it("a telegram written down in clear under a mode 5 header is unproven, with a key and without", () => {
    const text = `2E442D2C0100009034047A2A002025${vectors["m5.plain"]}`;
    for (const keyring of [right, noKeys]) {
      const transport = transportOf(text, keyring);
      expect(transport.security).toEqual({ layer: "tpl", mode: 5, verdict: "unproven" });
      expect(payloadOf(transport)).toBe(vectors["m5.plain"].slice(4));
    }
  });

  it("a telegram written down in clear behind an extended link layer is unproven by its payload CRC", () => {
    const text = `${vectors["403.full.telegram(no dll crc)"].slice(0, 34)}${vectors["403.full.plain(plcrc+payload)"]}`;
    for (const keyring of [right, noKeys]) {
      const transport = transportOf(text, keyring);
      expect(transport.security).toEqual({ layer: "ell", mode: 1, verdict: "unproven" });
      expect(payloadOf(transport)).toBe(vectors["403.records"]);
    }
  });

  it("a changed byte under a MAC is refused although the key is right", () => {
    const bytes = hexBytes(vectors["m7.telegram"]);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    expect(decodeTransport(bytes, "wmbus", right)).toMatchObject({
      ok: false,
      error: { kind: "wrong-mac", layer: "afl", offset: 22 },
    });
  });

  it.each([
    [2, "1002"],
    [8, "0008"],
    [9, "0009"],
    [13, "000D"],
    [22, "0016"],
  ])("mode %i is named and left closed", (mode, config) => {
    const transport = transportOf(`1E442D2C0100009034047A2A00${config}${"A5".repeat(16)}`);
    expect(transport.security).toEqual({ layer: "tpl", mode, verdict: "unsupported" });
    expect(transport.content).toBe("encrypted");
  });

  it("mode 2 opens with a DES key of eight bytes", () => {
    // Made with OpenSSL: des-ede3-cbc, the key three times, IV 0, over 2F2F 0413E8030000 and fillers.
    const cipher = createCipheriv("des-ede3-cbc", hexBytes("0102030405060708".repeat(3)), new Uint8Array(8));
    const data = cipher.setAutoPadding(false).update(hexBytes("2F2F0413E80300002F2F2F2F2F2F2F2F"));
    const text = `1E442D2C0100009034047A2A001002${formatHex(data)}`;
    const transport = transportOf(text, keyringOf(hexBytes("0102030405060708")));
    expect(transport.security).toEqual({ layer: "tpl", mode: 2, verdict: "decrypted", proof: "check-bytes" });
    expect(payloadOf(transport)).toMatch(/^0413E8030000/);
    expect(transportOf(text, keyringOf(hexBytes("1102030405060708"))).security.verdict).toBe("wrong-key");
  });

  it("a mode 5 header that announces no block is clear", () => {
    const transport = transportOf("0F442D2C0100009034047A2A0000052F", noKeys);
    expect(transport).toMatchObject({ content: "records", security: { mode: 5, verdict: "clear" } });
  });

  it("the key a maker puts into all its meters opens a telegram and is mentioned, unless the keyring has one", () => {
    const makerKey = hexBytes("51728910E66D83F851728910E66D83F8");
    const text = encodeTelegram({
      meter: { manufacturer: "HYD", id: "12345678", version: 0x20, deviceType: 0x07 },
      transport: { header: "short", data: hexBytes(RECORDS), security: { mode: 5, key: makerKey } },
    });
    expect(transportOf(text, noKeys)).toMatchObject({
      security: { verdict: "decrypted" },
      warnings: ["maker-default-key"],
    });
    expect(transportOf(text, keyringOf(makerKey)).warnings).toEqual([]);
    expect(transportOf(text, wrong).security.verdict).toBe("wrong-key");
  });
});

describe("identity", () => {
  it("is the meter of a long header, the sender beside it", () => {
    const text = "1C442D2C0100009034047299111122372C0407550000000C1378563412";
    const transport = transportOf(text, noKeys);
    expect(transport.linkMeter).toEqual(KAM_90000001);
    expect(transport.meter).toEqual({ manufacturer: "KAW", id: "22111199", version: 0x04, deviceType: 0x07 });
    expect(transport).toMatchObject({ accessNumber: 0x55, statusByte: 0, content: "records" });
  });

  it("ignores the soft-address bit of the manufacturer and mentions it", () => {
    const transport = transportOf("0F442DAC010000903404780406000000", noKeys);
    expect(transport.meter.manufacturer).toBe("KAM");
    expect(transport.warnings).toContain("soft-address");
  });
});

describe("wired frames", () => {
  it("gives header and records of the RSP_UD vector", () => {
    const transport = transportOf(vectors["mbus.rsp_ud"], noKeys, "mbus");
    expect(transport).toMatchObject({
      meter: KAM_90000001,
      framing: "wired-long",
      accessNumber: 0x17,
      statusByte: 0,
      ci: 0x72,
      content: "records",
      controlField: 0x08,
    });
    expect(payloadOf(transport)).toBe(RECORDS);
  });

  it("gives the code of an application error", () => {
    const transport = transportOf("68040468080170027B16", noKeys, "mbus");
    expect(transport.content).toBe("application-error");
    expect(payloadOf(transport)).toBe("02");
    expect(transport.meter).toEqual({ manufacturer: "@@@", id: "00000001", version: 0, deviceType: 0 });
  });

  it("gives units and counters of the fixed data structure", () => {
    // Composed by hand: serial 12345678, access 0A, status 00, units E9 7E.
    const body = "080573785634120A00E97E0100000035010000";
    const sum = hexBytes(body).reduce((total, byte) => (total + byte) & 0xff, 0);
    const frame = `68131368${body}${formatHex(Uint8Array.of(sum))}16`;
    const transport = transportOf(frame, noKeys, "mbus");
    expect(transport).toMatchObject({ content: "fixed", accessNumber: 0x0a, statusByte: 0 });
    expect(transport.meter).toMatchObject({ id: "12345678", deviceType: 0x07 });
    expect(payloadOf(transport)).toBe("E97E0100000035010000");
  });

  it("a short frame has an address and no content, an acknowledge neither", () => {
    expect(transportOf(vectors["mbus.req_ud2 1 fcb1"], noKeys, "mbus")).toMatchObject({
      framing: "wired-short",
      controlField: 0x7b,
      content: "none",
    });
    expect(decodeTransport(Uint8Array.of(0xe5), "mbus", noKeys)).toMatchObject({
      ok: false,
      error: { kind: "no-answer-content" },
    });
  });

  it("an old signature in the configuration word is not taken for encryption", () => {
    const body = "08017245585703B4053404A10027B60306F934";
    const sum = hexBytes(body).reduce((total, byte) => (total + byte) & 0xff, 0);
    const frame = `68131368${body}${formatHex(Uint8Array.of(sum))}16`;
    expect(transportOf(frame, noKeys, "mbus")).toMatchObject({ content: "records", config: 0xb627 });
  });
});

describe("the byte map", () => {
  const whole = (text: string, link: TransportLink = "wmbus", keyring: Keyring = right) => {
    const transport = transportOf(text, keyring, link);
    const counts = new Uint8Array(transport.plain.length);
    const payload = { layer: "record" as const, field: "payload", at: transport.payload };
    const spans = transport.content === "encrypted" ? layersOf(transport) : [...layersOf(transport), payload];
    for (const { at } of spans)
      for (let i = 0; i < at[1]; i++) counts[at[0] + i] = (counts[at[0] + i] ?? 0) + 1;
    return { counts: [...counts], fields: spans.map(({ field }) => field) };
  };

  it.each([
    ["403.compact.frameB", "wmbus"],
    ["m5.telegram", "wmbus"],
    ["m7.telegram", "wmbus"],
    ["m10.telegram", "wmbus"],
    ["mbus.rsp_ud", "mbus"],
    ["mbus.snd_nke 1", "mbus"],
  ] as const)("names every byte of %s exactly once, open or closed", (name, link) => {
    for (const keyring of [right, noKeys]) {
      const { counts } = whole(vectors[name], link, keyring);
      expect(counts.every((count) => count === 1)).toBe(true);
    }
  });

  it("names the fields of link, extended link, authentication and transport layer in order", () => {
    expect(whole(vectors["m7.telegram"]).fields).toEqual([
      "link.length",
      "link.control",
      "link.manufacturer",
      "link.id",
      "link.version",
      "link.type",
      "ell.ci",
      "ell.control",
      "ell.access",
      "afl.ci",
      "afl.length",
      "afl.control",
      "afl.message-control",
      "afl.counter",
      "afl.mac",
      "tpl.ci",
      "tpl.access",
      "tpl.status",
      "tpl.config",
      "tpl.config-extension",
      "tpl.check",
      "payload",
    ]);
  });
});

describe("any bytes", () => {
  const links = fc.constantFrom<TransportLink>("wmbus", "mbus");
  const places = (transport: Transport): readonly (readonly [number, number])[] => [
    transport.payload,
    ...layersOf(transport).map(({ at }) => at),
  ];
  const staysInside = (bytes: Uint8Array, link: TransportLink): void => {
    const transport = decodeTransport(bytes, link, right);
    if (!transport.ok) return;
    for (const [at, length] of places(transport.value)) {
      expect(at >= 0 && length >= 0 && at + length <= transport.value.plain.length).toBe(true);
    }
  };

  it("never throw and never lead behind the end", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 320 }), links, staysInside), { numRuns: 2000 });
  });

  it("changed in a real telegram never throw and never lead behind the end", () => {
    const samples = Object.entries(vectors).flatMap(([name, text]) =>
      /telegram|frame|mbus/.test(name) ? [hexBytes(text)] : [],
    );
    const changes = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...samples), changes, links, (sample, edits, link) => {
        const bytes = sample.slice();
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        bytes[0] = link === "wmbus" ? bytes.length - 1 : (bytes[0] ?? 0);
        staysInside(bytes, link);
      }),
      { numRuns: 3000 },
    );
  });

  it("cut anywhere are refused or marked with a problem, never taken for whole", () => {
    for (const [name, link] of [
      ["m5.telegram", "wmbus"],
      ["403.full.frameB", "wmbus"],
      ["403.compact.frameA", "wmbus"],
      ["mbus.rsp_ud", "mbus"],
    ] as const) {
      const bytes = hexBytes(vectors[name]);
      for (let length = 0; length < bytes.length; length++) {
        const transport = decodeTransport(bytes.subarray(0, length), link, right);
        expect(transport.ok ? transport.value.problem?.kind : "error").not.toBeUndefined();
      }
    }
  });

  it("longer than any telegram are refused before they are looked at", () => {
    expect(decodeTransport(new Uint8Array(65_536), "wmbus", right)).toMatchObject({
      ok: false,
      error: { kind: "too-long" },
    });
  });
});
