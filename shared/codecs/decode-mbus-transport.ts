/**
 * Wired frame → transport: identity, header and security of one frame on the wire.
 *
 * `normalised` is the frame as it stands on the wire, from its start byte to its stop byte; the payload
 * ends before the checksum.
 */
import type { MeterId } from "../model/meter-id.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { DecodeError } from "./decode-error.ts";
import type { Keyring } from "./keyring.ts";
import { type CiFact, findWiredCi } from "./mbus/ci-table.ts";
import type { MbusFrame } from "./mbus/mbus-frame.ts";
import {
  HEADER_LENGTH,
  modeOfConfig,
  readConfigExtension,
  readHeaderFields,
  readHeaderMeter,
} from "./mbus/transport-layer.ts";
import type { Security } from "./telegram.ts";
import type { Transport } from "./transport.ts";
import { openTransport } from "./wmbus/security-mode.ts";

const CI_AT = 6;
const CLEAR: Security = { mode: 0, layer: "none", verdict: "clear" };

/**
 * Before it became the configuration field this word was a "signature" with any value: on the wire only
 * the modes the standard assigns are taken for security.
 */
const SECURED_MODES: ReadonlySet<number> = new Set([2, 3, 5, 7, 8, 9, 10, 13]);

/** A wired frame down to its application data. */
export function decodeMbusTransport(
  bytes: Uint8Array,
  frame: MbusFrame,
  keyring: Keyring,
): Result<Transport, DecodeError> {
  if (frame.kind === "acknowledge") return err({ kind: "no-answer-content", layer: "link", offset: 0 });
  if (frame.kind === "short") return ok(transportOfShort(bytes, frame));
  const end = frame.length - 2;
  const ci = bytes[CI_AT] ?? 0;
  const fact = findWiredCi(ci);
  if (!fact) return err({ kind: "unknown-ci", layer: "tpl", offset: CI_AT, actual: ci });
  if (fact.content === "other")
    return err({ kind: "unsupported-ci", layer: "tpl", offset: CI_AT, actual: ci });
  if (fact.content === "command") {
    return err({ kind: "no-answer-content", layer: "tpl", offset: CI_AT, actual: ci });
  }
  const headerEnd = CI_AT + 1 + HEADER_LENGTH[fact.header] - (fact.header === "fixed" ? 2 : 0);
  if (headerEnd > end)
    return err({ kind: "truncated", layer: "tpl", offset: end, expected: headerEnd, actual: end });
  return readLong(bytes, frame, { fact, content: fact.content, keyring });
}

/** Address of a frame that names no meter: the primary address in decimal digits. */
const meterOfPrimaryAddress = (address: number): MeterId => ({
  manufacturer: "@@@",
  id: address.toString().padStart(8, "0"),
  version: 0,
  deviceType: 0,
});

const warningsOf = (bytes: Uint8Array, frame: MbusFrame): string[] =>
  bytes.length > frame.length ? ["trailing-bytes"] : [];

function transportOfShort(bytes: Uint8Array, frame: MbusFrame): Transport {
  const meter = meterOfPrimaryAddress(frame.address);
  return {
    meter,
    linkMeter: meter,
    framing: "wired-short",
    normalised: bytes,
    plain: bytes,
    security: CLEAR,
    controlField: frame.control,
    ci: 0,
    content: "none",
    payload: [3, 0],
    accessNumber: undefined,
    statusByte: undefined,
    config: 0,
    offsets: { ell: -1, afl: -1, tpl: -1 },
    problem: undefined,
    warnings: warningsOf(bytes, frame),
  };
}

interface LongFrame {
  readonly fact: CiFact;
  readonly content: Exclude<CiFact["content"], "other" | "command">;
  readonly keyring: Keyring;
}

function readLong(
  bytes: Uint8Array,
  frame: MbusFrame,
  { fact, content, keyring }: LongFrame,
): Result<Transport, DecodeError> {
  const end = frame.length - 2;
  const linkMeter = meterOfPrimaryAddress(frame.address);
  const meter = readHeaderMeter(bytes, CI_AT + 1, fact.header) ?? linkMeter;
  const hasHeader = fact.header !== "none";
  const fields = hasHeader ? readHeaderFields(bytes, CI_AT + 1, fact.header) : undefined;
  // The units of the fixed structure belong to its application data.
  const headerEnd = CI_AT + 1 + HEADER_LENGTH[fact.header] - (fact.header === "fixed" ? 2 : 0);
  const word = fields?.config ?? 0;
  const config = SECURED_MODES.has(modeOfConfig(word)) ? word : 0;
  const extension = readConfigExtension(bytes, headerEnd, config);
  const payloadAt = headerEnd + extension.length;
  if (payloadAt > end)
    return err({ kind: "truncated", layer: "tpl", offset: end, expected: payloadAt, actual: end });
  const mode = modeOfConfig(config);
  const opened = openTransport({
    bytes,
    tplAt: CI_AT,
    payloadAt,
    end,
    mode,
    config,
    extension,
    access: fields?.access ?? 0,
    hasLongHeader: fact.header === "long",
    key: mode === 0 ? undefined : keyring.find(meter),
    afl: undefined,
  });
  if (opened.verdict === "wrong-mac") return err({ kind: "wrong-mac", layer: "tpl", offset: payloadAt });
  const { verdict, proof } = opened;
  const isOpen = verdict === "clear" || verdict === "decrypted" || verdict === "unproven";
  const layer = hasHeader ? "tpl" : "none";
  return ok({
    meter,
    linkMeter,
    framing: "wired-long",
    normalised: bytes,
    plain: opened.bytes,
    security: proof === undefined ? { mode, layer, verdict } : { mode, layer, verdict, proof },
    controlField: frame.control,
    ci: bytes[CI_AT] ?? 0,
    content: isOpen ? content : "encrypted",
    payload: [opened.payloadAt, opened.payloadEnd - opened.payloadAt],
    accessNumber: fields?.access,
    statusByte: fields?.status,
    config: word,
    offsets: { ell: -1, afl: -1, tpl: CI_AT },
    problem: undefined,
    warnings: warningsOf(bytes, frame),
  });
}
