/**
 * The byte map below the records: which field every byte of link, ELL, AFL and transport header belongs
 * to. Built when somebody looks at a telegram, never while decoding.
 *
 * Field ids are catalogue keys: `link.manufacturer`, `ell.session`, `afl.mac`, `tpl.status` …
 */
import { findWiredCi, findWirelessCi, type TransportHeader } from "./mbus/ci-table.ts";
import { modeOfConfig, readConfigExtension } from "./mbus/transport-layer.ts";
import type { LayerSpan } from "./telegram.ts";
import type { Transport } from "./transport.ts";
import { readAuthenticationLayer } from "./wmbus/authentication-layer.ts";
import { type DiehlScheme, findDiehlScheme } from "./wmbus/diehl-whitening.ts";
import { findExtendedLink } from "./wmbus/extended-link-layer.ts";

/** Fields that follow each other: name and length. */
type Fields = readonly (readonly [field: string, length: number])[];

/** Appends spans for fields in a row and gives the offset behind them. */
function append(spans: LayerSpan[], layer: LayerSpan["layer"], from: number, fields: Fields): number {
  let at = from;
  for (const [field, length] of fields) {
    if (length > 0) spans.push({ layer, field: `${layer}.${field}`, at: [at, length] });
    at += length;
  }
  return at;
}

/** All spans below the application data, in order of their bytes. */
export function layersOf(transport: Transport): readonly LayerSpan[] {
  const spans: LayerSpan[] = [];
  switch (transport.framing) {
    case "wired-short":
      append(spans, "link", 0, WIRED_SHORT);
      break;
    case "wired-long":
      append(spans, "link", 0, WIRED_LONG);
      appendTpl(spans, transport);
      appendWiredEnd(spans, transport);
      break;
    default:
      append(spans, "link", 0, linkFieldsOf(transport));
      appendEll(spans, transport);
      appendAfl(spans, transport);
      appendTpl(spans, transport);
      appendTrailing(spans, transport, (transport.plain[0] ?? 0) + 1);
  }
  return spans;
}

const WIRED_SHORT: Fields = [
  ["start", 1],
  ["control", 1],
  ["address", 1],
  ["checksum", 1],
  ["stop", 1],
];

const WIRED_LONG: Fields = [
  ["start", 1],
  ["length", 1],
  ["length", 1],
  ["start", 1],
  ["control", 1],
  ["address", 1],
];

const LINK_START: Fields = [
  ["length", 1],
  ["control", 1],
  ["manufacturer", 2],
];

const ADDRESS_FIELDS: Readonly<Record<DiehlScheme["address"], Fields>> = {
  standard: [
    ["id", 4],
    ["version", 1],
    ["type", 1],
  ],
  swapped: [
    ["version", 1],
    ["type", 1],
    ["id", 4],
  ],
  serial: [["serial", 6]],
};

function linkFieldsOf({ normalised, linkMeter }: Transport): Fields {
  const scheme = findDiehlScheme(normalised, linkMeter.manufacturer);
  return [...LINK_START, ...ADDRESS_FIELDS[scheme?.address ?? "standard"]];
}

function appendEll(spans: LayerSpan[], { plain, offsets, content, payload }: Transport): void {
  if (offsets.ell < 0) return;
  const form = findExtendedLink(plain[offsets.ell] ?? 0);
  if (!form) return;
  const isSealed = content === "encrypted" && offsets.tpl < 0;
  append(spans, "ell", offsets.ell, [
    ["ci", 1],
    ["control", 1],
    ["access", 1],
    ...(form.addressAt < 0 ? [] : ELL_ADDRESS),
    ["session", form.sessionAt < 0 ? 0 : 4],
    ["crc", form.sessionAt < 0 || isSealed ? 0 : 2],
  ]);
  if (isSealed) spans.push({ layer: "encrypted", field: "encrypted", at: payload });
}

const ELL_ADDRESS: Fields = [
  ["manufacturer", 2],
  ["id", 4],
  ["version", 1],
  ["type", 1],
];

function appendAfl(spans: LayerSpan[], { normalised, offsets }: Transport): void {
  if (offsets.afl < 0) return;
  const layer = readAuthenticationLayer(normalised, offsets.afl, normalised.length);
  if (!layer) return;
  const at = append(spans, "afl", offsets.afl, [
    ["ci", 1],
    ["length", 1],
    ["control", 2],
    ["message-control", layer.controlAt < 0 ? 0 : 1],
    ["key-information", layer.keyInfoAt < 0 ? 0 : 2],
    ["counter", layer.counterAt < 0 ? 0 : 4],
    ["mac", layer.macLength],
    ["message-length", layer.lengthAt < 0 ? 0 : 2],
  ]);
  append(spans, "afl", at, [["rest", layer.end - at]]);
}

const SHORT_FIELDS: Fields = [
  ["access", 1],
  ["status", 1],
  ["config", 2],
];

const HEADER_FIELDS: Readonly<Record<TransportHeader, Fields>> = {
  none: [],
  short: SHORT_FIELDS,
  long: [["id", 4], ["manufacturer", 2], ["version", 1], ["type", 1], ...SHORT_FIELDS],
  "long-msb": [["id", 4], ["manufacturer", 2], ["version", 1], ["type", 1], ...SHORT_FIELDS],
  fixed: [
    ["id", 4],
    ["access", 1],
    ["status", 1],
  ],
};

function appendTpl(spans: LayerSpan[], transport: Transport): void {
  const { offsets, plain, payload, framing, content } = transport;
  if (offsets.tpl < 0) return;
  const fact = framing === "wired-long" ? findWiredCi(transport.ci) : findWirelessCi(transport.ci);
  if (!fact) return;
  const headerEnd = append(spans, "tpl", offsets.tpl, [["ci", 1], ...HEADER_FIELDS[fact.header]]);
  const [payloadAt, payloadLength] = payload;
  const extensionEnd =
    fact.header === "none" || fact.header === "fixed"
      ? headerEnd
      : appendExtension(spans, transport, headerEnd);
  append(spans, "tpl", extensionEnd, [["check", payloadAt - extensionEnd]]);
  if (content === "encrypted" && payloadLength > 0) {
    spans.push({ layer: "encrypted", field: "encrypted", at: payload });
  }
  const isTagged = transport.security.proof === "tag";
  if (isTagged)
    append(spans, "tpl", payloadAt + payloadLength, [["tag", plain.length - payloadAt - payloadLength]]);
}

/** Extension bytes of the configuration field; nothing when the payload starts right behind the header. */
function appendExtension(spans: LayerSpan[], { plain, config, payload }: Transport, at: number): number {
  const extension = readConfigExtension(plain, at, config);
  if (at + extension.length > payload[0]) return at;
  const isMode7 = modeOfConfig(config) === 7;
  const flagsLength = Math.min(extension.length, isMode7 ? 1 : 2);
  const counterLength = extension.counter === undefined ? 0 : 4;
  const keyVersionLength = extension.length - flagsLength - counterLength;
  const counter = ["counter", counterLength] as const;
  const keyVersion = ["key-version", keyVersionLength] as const;
  return append(spans, "tpl", at, [
    ["config-extension", flagsLength],
    ...(isMode7 ? [counter, keyVersion] : [keyVersion, counter]),
  ]);
}

function appendWiredEnd(spans: LayerSpan[], { plain }: Transport): void {
  const end = (plain[1] ?? 0) + 6;
  append(spans, "link", end - 2, [
    ["checksum", 1],
    ["stop", 1],
  ]);
  append(spans, "link", end, [["trailing", plain.length - end]]);
}

function appendTrailing(spans: LayerSpan[], { plain }: Transport, end: number): void {
  if (plain.length > end) append(spans, "link", end, [["trailing", plain.length - end]]);
}
