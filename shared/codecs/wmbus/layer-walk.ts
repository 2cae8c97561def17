/**
 * The state of a walk up the layers of a wireless frame, and the transport it ends in. Offsets count in
 * the normalised frame.
 */
import type { MeterId } from "../../model/meter-id.ts";
import type { Keyring } from "../keyring.ts";
import type { Security } from "../telegram.ts";
import type { Transport } from "../transport.ts";
import type { AuthenticationLayer } from "./authentication-layer.ts";
import type { WmbusFrame } from "./wmbus-frame.ts";

/** What is known while walking up the layers. */
export interface LayerWalk {
  readonly frame: WmbusFrame;
  readonly keyring: Keyring;
  readonly linkMeter: MeterId;
  readonly warnings: string[];
  /** Normalised frame, decrypted as far as the walk has come. */
  plain: Uint8Array;
  /** Offset of the next CI byte. */
  at: number;
  ell: number;
  afl: number;
  aflLayer: AuthenticationLayer | undefined;
  security: Security;
}

/** Fields of a transport that vary with the way it was opened. */
export type OpenedPart = Pick<
  Transport,
  "plain" | "security" | "content" | "payload" | "accessNumber" | "statusByte" | "config" | "meter"
>;

/** The transport a walk ends in. */
export const transportOf = (walk: LayerWalk, opened: OpenedPart): Transport => ({
  meter: opened.meter,
  linkMeter: walk.linkMeter,
  framing: walk.frame.framing,
  normalised: walk.frame.bytes,
  plain: opened.plain,
  security: opened.security,
  controlField: walk.plain[1] ?? 0,
  ci: walk.plain[walk.at] ?? 0,
  content: opened.content,
  payload: opened.payload,
  accessNumber: opened.accessNumber,
  statusByte: opened.statusByte,
  config: opened.config,
  offsets: { ell: walk.ell, afl: walk.afl, tpl: walk.at },
  problem: walk.frame.problem,
  warnings: walk.warnings,
});
