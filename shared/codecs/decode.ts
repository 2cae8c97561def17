/**
 * The whole road of a telegram, from received bytes to named values, in the order of the standard:
 *
 *     bytes ─ decodeTransport ─▶ transport ─ findMeterView ─▶ driver ─ decodeApplication ─▶ decoded
 *        link, ELL, AFL, TPL, keys             who speaks            records, status, series
 *
 * One function for phone and server. It keeps nothing but what it is handed: the keyring, the
 * compact formats (learned from every full frame on the way), fragments on the way and the codecs of proprietary payloads.
 */
import { err, ok, type Result } from "../model/result.ts";
import { type Application, decodeApplication } from "./decode-application.ts";
import type { DecodeError } from "./decode-error.ts";
import type { TransportLink } from "./decode-frame.ts";
import { decodeTransport } from "./decode-transport.ts";
import { DecodedTelegram } from "./decoded-telegram.ts";
import { findMeterView, type MeterView } from "./drivers/find-driver.ts";
import type { Keyring } from "./keyring.ts";
import type { PayloadCodecs } from "./proprietary/payload-codec.ts";
import type { Decoded } from "./telegram.ts";
import type { Transport } from "./transport.ts";
import type { FormatStore } from "./wmbus/format-store.ts";
import type { FragmentStore } from "./wmbus/join-fragments.ts";

/** What decoding stands on. */
export interface DecodeContext {
  readonly link: TransportLink;
  readonly keyring: Keyring;
  readonly formats: FormatStore;
  /** Codecs of proprietary payloads (`proprietary/index.ts` has all); without them those stay bytes. */
  readonly payloads?: PayloadCodecs;
  /** Keeps fragments of messages that come in several telegrams; without it each is `missing-fragment`. */
  readonly fragments?: FragmentStore;
}

const NO_PAYLOADS: PayloadCodecs = {};

/**
 * Reads one telegram. A telegram without its key is a success with its verdict and no records; an
 * error means the bytes are wrong, and carries in `partial` what could be read before it.
 */
export function decode(bytes: Uint8Array, context: DecodeContext): Result<Decoded, DecodeError> {
  const transport = decodeTransport(bytes, context.link, context.keyring, context.fragments);
  if (!transport.ok) return transport;
  const view = findMeterView(transport.value.meter, transport.value.linkMeter);
  const application = decodeApplication(transport.value, {
    view,
    formats: context.formats,
    payloads: context.payloads ?? NO_PAYLOADS,
    findKey: () =>
      context.keyring.find(transport.value.meter) ?? context.keyring.find(transport.value.linkMeter),
  });
  const error = application.error ?? transport.value.problem;
  if (error) return err({ ...error, partial: partialOf(transport.value, application, view) });
  return ok(new DecodedTelegram(transport.value, application, view));
}

const partialOf = (transport: Transport, application: Application, view: MeterView): Decoded =>
  new DecodedTelegram(transport, { ...application, warnings: [...application.warnings, "partial"] }, view);
