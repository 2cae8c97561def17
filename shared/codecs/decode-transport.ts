/**
 * Received bytes → transport: the layers of one telegram below its records, decrypted where a key is
 * there. The road in order (EN 13757-2, -4, -7):
 *
 *     link frame → extended link layer → authentication layer → transport header → security
 *
 * Everything that can be named without the right key is a success with its verdict (`no-key`,
 * `wrong-key`, `unsupported`, `unproven`); an error means the bytes themselves are wrong. KMP has no
 * transport layer: `kmp/kmp-command.ts` reads its answers.
 */
import type { Result } from "../model/result.ts";
import type { DecodeError } from "./decode-error.ts";
import { decodeFrame, type TransportLink } from "./decode-frame.ts";
import { decodeMbusTransport } from "./decode-mbus-transport.ts";
import { decodeWmbusTransport } from "./decode-wmbus-transport.ts";
import type { Keyring } from "./keyring.ts";
import type { Transport } from "./transport.ts";
import type { FragmentStore } from "./wmbus/join-fragments.ts";

export type { TransportLink };

/** One telegram as a receiver gave it, down to its application data. */
export function decodeTransport(
  bytes: Uint8Array,
  link: TransportLink,
  keyring: Keyring,
  fragments?: FragmentStore,
): Result<Transport, DecodeError> {
  const frame = decodeFrame(bytes, link);
  if (!frame.ok) return frame;
  if (frame.value.link === "mbus") return decodeMbusTransport(bytes, frame.value, keyring);
  const transport = decodeWmbusTransport(frame.value, keyring);
  if (transport.ok || transport.error.kind !== "missing-fragment") return transport;
  const whole = fragments?.take(frame.value.bytes);
  return whole ? decodeWmbusTransport(whole, keyring) : transport;
}
