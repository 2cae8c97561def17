import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { formatHex } from "../bytes/hex.ts";
import { decodeKem, keyOfPassword } from "./decode-kem.ts";

const around = (cipherValue: string): string =>
  `<?xml version="1.0"?><EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData>` +
  `<e:CipherValue>\n${cipherValue}\n</e:CipherValue></e:CipherData></EncryptedData>`;

/** Encrypted by the platform's own AES, filled with zeros. */
function sealed(inner: string, password: string): string {
  const key = Buffer.alloc(16);
  Buffer.from(password, "utf8").copy(key);
  const cipher = createCipheriv("aes-128-cbc", key, key).setAutoPadding(false);
  const text = Buffer.from(inner, "utf8");
  const filled = Buffer.concat([text, Buffer.alloc((16 - (text.length % 16)) % 16)]);
  return around(Buffer.concat([cipher.update(filled), cipher.final()]).toString("base64"));
}

describe("key files", () => {
  it("opens the vector with its password", () => {
    expect(formatHex(keyOfPassword("secret42"))).toBe(vectors["kem.key=iv"]);
    const file = decodeKem(around(vectors["kem.CipherValue"]), "secret42");
    if (!file.ok) throw new Error(file.error.kind);
    expect(file.value.meters.map(({ meterNumber, key }) => [meterNumber, formatHex(key)])).toEqual([
      ["90000001", vectors.key],
    ]);
  });

  it("reads the second form: the key named DEK of every device, and says which device has none", () => {
    const device = (number: string, keys: string) =>
      `<Device><ShortName>MC 403 &amp; co</ShortName><CustomerDeviceNumber>${number}</CustomerDeviceNumber>` +
      `<SerialNumber>81000001</SerialNumber><ManufacturerId>KAM</ManufacturerId><Keys>${keys}</Keys></Device>`;
    const key = (name: string, value: string) => `<Key><Name>${name}</Name><Value>${value}</Value></Key>`;
    const other = key("KEK", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF");
    const devices = [device("90000002", other + key("DEK", vectors.key)), device("90000003", other)].join(
      "\n",
    );
    const file = decodeKem(sealed(`<Devices>${devices}</Devices>`, "blåbær"), "blåbær");
    if (!file.ok) throw new Error(file.error.kind);
    expect(file.value).toMatchObject({
      meters: [
        { meterNumber: "90000002", serialNumber: "81000001", name: "MC 403 & co", manufacturer: "KAM" },
      ],
      withoutKey: ["90000003"],
    });
    expect(formatHex(file.value.meters[0]?.key ?? new Uint8Array())).toBe(vectors.key);
  });

  it.each([
    ["another password", around(vectors["kem.CipherValue"]), "secret43", "wrong-password"],
    ["no encrypted part", "<MetersInOrder/>", "secret42", "no-cipher-value"],
    ["half a block", around("AAAA"), "secret42", "bad-base64"],
    ["signs that are not base64", around("§§§§"), "secret42", "bad-base64"],
    ["no meters inside", sealed("<Nothing></Nothing>", "x"), "x", "no-meters"],
  ])("is an error with its kind: %s", (_, xml, password, kind) => {
    expect(decodeKem(xml, password)).toEqual({ ok: false, error: { kind } });
  });
});
