/**
 * Wireless frame → transport: walks ELL, AFL and transport header of a normalised frame.
 *
 * | offset | field            |                                     |
 * | ------ | ---------------- | ----------------------------------- |
 * | 0      | L                | bytes that follow                   |
 * | 1      | C                | control field                       |
 * | 2      | M(2) ID(4) V T   | address of the sender               |
 * | 10     | CI               | first layer: ELL, AFL or transport  |
 *
 * Not covered: the network layer (CI 81) and ELL V (CI 86), reported as unsupported; fragments of one
 * message (`missing-fragment`), which `wmbus/join-fragments.ts` puts together first.
 */
import type { MeterId } from "../model/meter-id.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { DecodeError } from "./decode-error.ts";
import type { Keyring } from "./keyring.ts";
import { type CiFact, findWirelessCi } from "./mbus/ci-table.ts";
import { readLinkAddress } from "./mbus/meter-address.ts";
import {
  HEADER_LENGTH,
  modeOfConfig,
  readConfigExtension,
  readHeaderFields,
  readHeaderMeter,
} from "./mbus/transport-layer.ts";
import type { Security } from "./telegram.ts";
import type { Transport } from "./transport.ts";
import { AFL_CI, readAuthenticationLayer } from "./wmbus/authentication-layer.ts";
import {
  type DiehlScheme,
  findDiehlScheme,
  readDiehlAddress,
  removeWhitening,
} from "./wmbus/diehl-whitening.ts";
import {
  ELL_V,
  type ExtendedLink,
  findExtendedLink,
  openExtendedLink,
  payloadCrcAt,
} from "./wmbus/extended-link-layer.ts";
import { type LayerWalk, transportOf } from "./wmbus/layer-walk.ts";
import { makerKeyOf } from "./wmbus/maker-keys.ts";
import { hasTooFewBlocks, openTransport, type SealedTransport } from "./wmbus/security-mode.ts";
import type { WmbusFrame } from "./wmbus/wmbus-frame.ts";

const CI_AT = 10;
const ADDRESS_AT = 2;
const SOFT_ADDRESS_BIT = 0x80;

const CLEAR: Security = { mode: 0, layer: "none", verdict: "clear" };
const UNPROVEN_ELL: Security = { mode: 1, layer: "ell", verdict: "unproven" };
const DECRYPTED_ELL: Security = { mode: 1, layer: "ell", verdict: "decrypted", proof: "payload-crc" };

/** All layers of a normalised frame below the records. */
export function decodeWmbusTransport(frame: WmbusFrame, keyring: Keyring): Result<Transport, DecodeError> {
  const { bytes } = frame;
  const sender = readLinkAddress(bytes, ADDRESS_AT);
  const scheme = findDiehlScheme(bytes, sender.manufacturer);
  const walk: LayerWalk = {
    frame,
    keyring,
    linkMeter: scheme ? readDiehlAddress(bytes, scheme, sender) : sender,
    warnings: warningsOfFrame(frame),
    plain: bytes,
    at: CI_AT,
    ell: -1,
    afl: -1,
    aflLayer: undefined,
    security: CLEAR,
  };
  const ell = readEll(walk);
  if (ell) return ell;
  const aflError = readAfl(walk);
  if (aflError) return err(aflError);
  return readTpl(walk, scheme);
}

function warningsOfFrame(frame: WmbusFrame): string[] {
  const warnings: string[] = [];
  if (frame.hasTrailingBytes) warnings.push("trailing-bytes");
  if (frame.isLengthCorrected) warnings.push("wrong-length");
  if (((frame.bytes[ADDRESS_AT + 1] ?? 0) & SOFT_ADDRESS_BIT) !== 0) warnings.push("soft-address");
  return warnings;
}

/** Reads the extended link layer; gives a result only when the walk ends here. */
function readEll(walk: LayerWalk): Result<Transport, DecodeError> | undefined {
  const { end, problem } = walk.frame;
  const ci = walk.plain[walk.at] ?? 0;
  const form = findExtendedLink(ci);
  if (!form) return ci === ELL_V ? err(unsupportedCi(walk, "ell")) : undefined;
  const next = walk.at + form.length;
  if (next >= end) {
    return err(problem ?? { kind: "truncated", layer: "ell", offset: end, expected: next + 1, actual: end });
  }
  walk.ell = walk.at;
  walk.at = next;
  return form.sessionAt < 0 ? undefined : openEll(walk, form);
}

function openEll(walk: LayerWalk, form: ExtendedLink): Result<Transport, DecodeError> | undefined {
  const { frame, linkMeter } = walk;
  const link = { ellAt: walk.ell, form, end: frame.end, findKey: () => walk.keyring.find(linkMeter) };
  const crcAt = payloadCrcAt(link);
  const { verdict, bytes } = openExtendedLink(walk.plain, link);
  walk.plain = bytes;
  switch (verdict) {
    case "clear":
      return undefined;
    case "unproven":
      walk.security = UNPROVEN_ELL;
      return undefined;
    case "decrypted":
      walk.security = DECRYPTED_ELL;
      return undefined;
    case "wrong-crc":
      return err(frame.problem ?? { kind: "wrong-crc", layer: "ell", offset: crcAt });
    case "wrong-key":
      return frame.problem ? err(frame.problem) : ok(sealedByEll(walk, crcAt, verdict));
    default:
      return ok(sealedByEll(walk, crcAt, verdict));
  }
}

/** A telegram that stays closed at the extended link layer. */
const sealedByEll = (walk: LayerWalk, crcAt: number, verdict: Security["verdict"]): Transport => ({
  ...transportOf(walk, {
    meter: walk.linkMeter,
    plain: walk.plain,
    security: { mode: 1, layer: "ell", verdict },
    content: "encrypted",
    payload: [crcAt, walk.frame.end - crcAt],
    accessNumber: walk.plain[walk.ell + 2],
    statusByte: undefined,
    config: 0,
  }),
  ci: walk.plain[walk.ell] ?? 0,
  offsets: { ell: walk.ell, afl: -1, tpl: -1 },
});

/** Reads the authentication layer, where there is one. */
function readAfl(walk: LayerWalk): DecodeError | undefined {
  if (walk.plain[walk.at] !== AFL_CI) return undefined;
  const { end, problem } = walk.frame;
  const layer = readAuthenticationLayer(walk.plain, walk.at, end);
  if (!layer)
    return (
      problem ?? {
        kind: "wrong-length",
        layer: "afl",
        offset: walk.at + 1,
        actual: walk.plain[walk.at + 1] ?? 0,
      }
    );
  if (layer.hasMoreFragments || layer.fragment > 1) {
    return { kind: "missing-fragment", layer: "afl", offset: walk.at + 2, actual: layer.fragment };
  }
  walk.afl = walk.at;
  walk.aflLayer = layer;
  walk.at = layer.end;
  return undefined;
}

/** Reads the transport header and opens what it secures. */
function readTpl(walk: LayerWalk, scheme: DiehlScheme | undefined): Result<Transport, DecodeError> {
  const { end, problem } = walk.frame;
  const ci = walk.plain[walk.at] ?? 0;
  const fact = walk.at < end ? findWirelessCi(ci) : undefined;
  if (walk.at >= end) return err(problem ?? { kind: "truncated", layer: "tpl", offset: walk.at });
  if (!fact) return err({ kind: "unknown-ci", layer: "tpl", offset: walk.at, actual: ci });
  if (fact.content === "other") return err(unsupportedCi(walk, "tpl"));
  if (fact.content === "command")
    return err({ kind: "no-answer-content", layer: "tpl", offset: walk.at, actual: ci });
  const headerEnd = walk.at + 1 + HEADER_LENGTH[fact.header];
  if (headerEnd > end) {
    return err(problem ?? { kind: "truncated", layer: "tpl", offset: end, expected: headerEnd, actual: end });
  }
  if (scheme && scheme.whitening !== "none") return ok(readWhitened(walk, fact, scheme));
  return fact.header === "none" ? ok(readHeaderless(walk, fact)) : readSecured(walk, fact);
}

const unsupportedCi = (walk: LayerWalk, layer: "ell" | "tpl"): DecodeError => ({
  kind: "unsupported-ci",
  layer,
  offset: walk.at,
  actual: walk.plain[walk.at] ?? 0,
});

/** Content of a CI that has passed `readTpl`. */
const contentOf = (fact: CiFact): Transport["content"] =>
  fact.content === "other" || fact.content === "command" ? "none" : fact.content;

/** No transport header: the application data follow the CI byte, secured by the ELL or not at all. */
function readHeaderless(walk: LayerWalk, fact: CiFact): Transport {
  const at = walk.at + 1;
  return transportOf(walk, {
    meter: walk.linkMeter,
    plain: walk.plain,
    security: walk.security,
    content: contentOf(fact),
    payload: [at, walk.frame.end - at],
    accessNumber: walk.ell < 0 ? undefined : walk.plain[walk.ell + 2],
    statusByte: undefined,
    config: 0,
  });
}

/** Diehl whitening instead of a security mode. */
function readWhitened(walk: LayerWalk, fact: CiFact, scheme: DiehlScheme): Transport {
  const { end } = walk.frame;
  const key = walk.keyring.find(walk.linkMeter);
  const fields = readHeaderFields(walk.plain, walk.at + 1, "short");
  const { verdict, bytes, usedMakerKey } = removeWhitening(walk.plain, scheme, { end, key });
  if (usedMakerKey) walk.warnings.push("maker-default-key");
  const at = walk.at + 1 + HEADER_LENGTH[fact.header];
  const mode = scheme.whitening === "prios" ? 0 : modeOfConfig(fields.config);
  const isClosed = verdict === "wrong-key";
  const closedVerdict = key ? "wrong-key" : "no-key";
  return transportOf(walk, {
    meter: walk.linkMeter,
    plain: bytes,
    security:
      verdict === "decrypted"
        ? { mode, layer: "manufacturer", verdict, proof: "check-bytes" }
        : { mode, layer: "manufacturer", verdict: isClosed ? closedVerdict : verdict },
    content: isClosed ? "encrypted" : contentOf(fact),
    payload: [at, end - at],
    accessNumber: fact.header === "short" ? fields.access : undefined,
    statusByte: fact.header === "short" ? fields.status : undefined,
    config: fact.header === "short" ? fields.config : 0,
  });
}

/** A short or long header: security by its configuration word. */
function readSecured(walk: LayerWalk, fact: CiFact): Result<Transport, DecodeError> {
  const { frame, plain, at: tplAt, linkMeter } = walk;
  const { end } = frame;
  const headerEnd = tplAt + 1 + HEADER_LENGTH[fact.header];
  const fields = readHeaderFields(plain, tplAt + 1, fact.header);
  const extension = readConfigExtension(plain, headerEnd, fields.config);
  const payloadAt = headerEnd + extension.length;
  if (payloadAt > end) {
    return err(
      frame.problem ?? { kind: "truncated", layer: "tpl", offset: end, expected: payloadAt, actual: end },
    );
  }
  const meter = readHeaderMeter(plain, tplAt + 1, fact.header) ?? linkMeter;
  const mode = modeOfConfig(fields.config);
  const sealed: SealedTransport = {
    bytes: plain,
    tplAt,
    payloadAt,
    end,
    mode,
    config: fields.config,
    extension,
    access: fields.access,
    hasLongHeader: fact.header === "long",
    key: mode === 0 && !walk.aflLayer ? undefined : findKey(walk, meter),
    afl: walk.aflLayer,
  };
  return openSecured(walk, { fact, sealed, meter, status: fields.status });
}

const findKey = ({ keyring, linkMeter }: LayerWalk, meter: MeterId): Uint8Array | undefined =>
  keyring.find(meter) ?? (meter === linkMeter ? undefined : keyring.find(linkMeter));

interface Secured {
  readonly fact: CiFact;
  readonly sealed: SealedTransport;
  readonly meter: MeterId;
  readonly status: number;
}

function openSecured(
  walk: LayerWalk,
  { fact, sealed, meter, status }: Secured,
): Result<Transport, DecodeError> {
  const first = openTransport(sealed);
  const makerKey = first.verdict === "no-key" ? makerKeyOf(meter.manufacturer, sealed.mode) : undefined;
  const second = makerKey ? openTransport({ ...sealed, key: makerKey }) : first;
  const isByMaker = makerKey !== undefined && second.verdict === "decrypted";
  const opened = isByMaker ? second : first;
  if (isByMaker) walk.warnings.push("maker-default-key");
  if (opened.verdict === "wrong-mac") {
    return err({ kind: "wrong-mac", layer: "afl", offset: walk.aflLayer?.macAt ?? walk.afl });
  }
  if (opened.verdict === "wrong-key" && walk.frame.problem) return err(walk.frame.problem);
  if (hasTooFewBlocks(sealed)) walk.warnings.push("short-encryption");
  const { verdict, proof } = opened;
  const isOpen = verdict === "clear" || verdict === "decrypted" || verdict === "unproven";
  const security: Security =
    proof === undefined
      ? { mode: sealed.mode, layer: "tpl", verdict }
      : { mode: sealed.mode, layer: "tpl", verdict, proof };
  return ok(
    transportOf(walk, {
      meter,
      plain: opened.bytes,
      security: sealed.mode === 0 && walk.security !== CLEAR ? walk.security : security,
      content: isOpen ? contentOf(fact) : "encrypted",
      payload: [opened.payloadAt, opened.payloadEnd - opened.payloadAt],
      accessNumber: sealed.access,
      statusByte: status,
      config: sealed.config,
    }),
  );
}
