/**
 * Key files of a meter maker (KEM and KEM 2): XML text → meters and their AES keys.
 *
 * | step | what |
 * | ---- | ---- |
 * | 1 | the first `CipherValue` of an XML-Encryption document, base64 |
 * | 2 | AES-128-CBC; key and IV are the password in UTF-8, cut or filled with zeros to 16 bytes |
 * | 3 | inner XML, behind it filling of control characters |
 *
 * | inner XML | a meter | number | key |
 * | --------- | ------- | ------ | --- |
 * | KEM 1 | `Meter` in `MetersInOrder` | `MeterNo`, `SerialNo` | `DEK` |
 * | KEM 2 | `Device` in `Devices` | `CustomerDeviceNumber`, `SerialNumber` | the key whose `Name` is DEK: its `Value` |
 *
 * A wrong password gives no XML. Files packed in a zip are unpacked by the caller. Keys are 32 hexadecimal digits;
 * never write one into a log.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { hexOfByte, parseHex } from "../bytes/hex.ts";
import { aesKeyOf } from "../crypto/aes.ts";
import { decryptCbc } from "../crypto/aes-modes.ts";

export interface KemMeter {
  /** Number on the customer's label; falls back to the serial number. */
  readonly meterNumber: string;
  readonly serialNumber: string;
  readonly name: string;
  readonly medium: string;
  readonly manufacturer: string;
  readonly configNumber: string;
  readonly typeNumber: string;
  /** AES-128, 16 bytes. */
  readonly key: Uint8Array;
}

export interface KemFile {
  readonly meters: readonly KemMeter[];
  /** Numbers of meters in the file without a usable key. */
  readonly withoutKey: readonly string[];
}

export type KemErrorKind = "no-cipher-value" | "bad-base64" | "wrong-password" | "no-meters";

/** Why a key file gives nothing. */
export interface KemError {
  readonly kind: KemErrorKind;
}

const KEY_LENGTH = 16;

/** Meters and keys of a key file. */
export function decodeKem(xml: string, password: string): Result<KemFile, KemError> {
  const cipherText = textOf(xml, "CipherValue");
  if (cipherText === undefined) return err({ kind: "no-cipher-value" });
  const bytes = parseBase64(cipherText);
  if (!bytes || bytes.length === 0 || bytes.length % KEY_LENGTH !== 0) return err({ kind: "bad-base64" });
  const key = keyOfPassword(password);
  decryptCbc(aesKeyOf(key), { bytes, at: 0, length: bytes.length, start: key });
  const inner = innerXml(bytes);
  return inner === undefined ? err({ kind: "wrong-password" }) : readMeters(inner);
}

/** The password in UTF-8, cut or filled with zeros to 16 bytes. */
export function keyOfPassword(password: string): Uint8Array {
  const key = new Uint8Array(KEY_LENGTH);
  key.set(utf8Of(password).slice(0, KEY_LENGTH));
  return key;
}

/** `undefined` unless the bytes are UTF-8 text that begins like XML. */
function innerXml(bytes: Uint8Array): string | undefined {
  try {
    const escaped = Array.from(withoutFilling(bytes), (byte) => `%${hexOfByte(byte)}`);
    const text = decodeURIComponent(escaped.join(""));
    return text.trimStart().startsWith("<") ? text : undefined;
  } catch {
    return undefined;
  }
}

const FIRST_PRINTABLE = 0x20;

function withoutFilling(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 0) < FIRST_PRINTABLE) end -= 1;
  return bytes.subarray(0, end);
}

function readMeters(xml: string): Result<KemFile, KemError> {
  const found = [
    ...elements(xml, "Meter").map(readFirstForm),
    ...elements(xml, "Device").map(readSecondForm),
  ];
  if (found.length === 0) return err({ kind: "no-meters" });
  return ok({
    meters: found.filter((meter): meter is KemMeter => meter.key !== undefined),
    withoutKey: found.filter(({ key }) => key === undefined).map(({ meterNumber }) => meterNumber),
  });
}

type FoundMeter = Omit<KemMeter, "key"> & { readonly key: Uint8Array | undefined };

const readFirstForm = (xml: string): FoundMeter => {
  const serialNumber = textOf(xml, "SerialNo") ?? "";
  return {
    meterNumber: textOf(xml, "MeterNo") ?? serialNumber,
    serialNumber,
    name: textOf(xml, "MeterName") ?? "",
    medium: textOf(xml, "ConsumptionType") ?? "",
    manufacturer: textOf(xml, "VendorId") ?? "",
    configNumber: textOf(xml, "ConfigNo") ?? "",
    typeNumber: textOf(xml, "TypeNo") ?? "",
    key: parseKey(textOf(xml, "DEK")),
  };
};

const readSecondForm = (xml: string): FoundMeter => {
  const serialNumber = textOf(xml, "SerialNumber") ?? "";
  const dataKey = elements(xml, "Key").find((key) => textOf(key, "Name") === "DEK");
  return {
    meterNumber: textOf(xml, "CustomerDeviceNumber") ?? serialNumber,
    serialNumber,
    name: textOf(xml, "ShortName") ?? "",
    medium: textOf(xml, "ConsumptionTypeName") ?? "",
    manufacturer: textOf(xml, "ManufacturerId") ?? "",
    configNumber: textOf(xml, "ConfigNumber") ?? "",
    typeNumber: textOf(xml, "TypeNumber") ?? "",
    key: dataKey === undefined ? undefined : parseKey(textOf(dataKey, "Value")),
  };
};

function parseKey(text: string | undefined): Uint8Array | undefined {
  const bytes = text === undefined ? undefined : parseHex(text);
  return bytes?.ok && bytes.value.length === KEY_LENGTH ? bytes.value : undefined;
}

/** Contents of all elements of a name, in any name space; they do not nest in one another. */
const elements = (xml: string, name: string): readonly string[] =>
  [
    ...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}\\s*>`, "g")),
  ].map(([, content = ""]) => content);

/** Text of the first element of a name, blanks around it removed; `undefined` without one. */
function textOf(xml: string, name: string): string | undefined {
  const [content] = elements(xml, name);
  return content === undefined ? undefined : unescapeXml(content.trim());
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
  ["&amp;", "&"],
]);

const unescapeXml = (text: string): string =>
  text.replace(/&\w+;/g, (entity) => ENTITIES.get(entity) ?? entity);

/** UTF-8 bytes of a text, by the language's own encoding of addresses. */
const utf8Of = (text: string): readonly number[] =>
  [...encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD")).matchAll(/%([0-9A-F]{2})|([^%])/g)].map(
    ([, hex, character = ""]) => (hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16)),
  );

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function parseBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, "").replace(/=+$/, "");
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  for (const character of digits) {
    const value = BASE64.indexOf(character);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    heldBits += 6;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes.push((held >> heldBits) & 0xff);
  }
  return Uint8Array.from(bytes);
}
