/** Shapes of the HTTP API about rounds, phones and leases. Times are UTC milliseconds. */
import type { Medium } from "./medium.ts";
import type { WireValue } from "./wire.ts";

/** A line of `GET /api/v1/rounds` → `{ rounds: WireRoundHead[] }`; `?mine=1` leaves out other people's. */
export interface WireRoundHead {
  readonly id: string;
  readonly name: string;
  readonly state: "open" | "closed";
  readonly createdAtMs: number;
  readonly points: number;
  readonly read: number;
  /** Who reads how much; without an id: what is anybody's. */
  readonly readers: readonly WireRoundReader[];
}

export interface WireRoundReader {
  readonly id?: string;
  readonly name: string;
  readonly points: number;
  readonly read: number;
}

/** `GET /api/v1/rounds/:id`: everything a reader needs on the road. */
export interface WireRound extends WireRoundHead {
  /** In the order of the street. */
  readonly cards: readonly WireCard[];
  readonly reads: readonly WireRoundRead[];
  /** Compact-frame formats the server has learned. */
  readonly formats: readonly { readonly meterType: string; readonly headers: string }[];
}

/** What is known of a point when the round is fetched. */
export interface WireCard {
  readonly pointId: string;
  readonly number: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly customer: string;
  readonly medium: Medium;
  /** Both or neither. */
  readonly lat?: number;
  readonly lon?: number;
  /** The mounted meter. */
  readonly meter?: { readonly key: string; readonly serial: string; readonly type: string };
  readonly last?: { readonly atMs: number; readonly value?: WireValue };
  readonly readerId?: string;
}

/** A point was read; the first time stands. */
export interface WireRoundRead {
  readonly pointId: string;
  readonly atMs: number;
  /** Who read it; absent where nobody signs in. */
  readonly by?: string;
}

/** `POST /api/v1/rounds` → `WireRoundHead` */
export interface WireNewRound {
  readonly name: string;
  readonly pointIds: readonly string[];
  readonly readerId?: string;
}

/** `GET /api/v1/readers` → `{ readers: WireReader[] }` */
export interface WireReader {
  readonly id: string;
  readonly name: string;
}

/** `POST /api/v1/phones {name, publicKey}` → `{ phone: WirePhone }`; `GET /api/v1/phones` lists them. */
export interface WirePhone {
  readonly id: string;
  readonly name: string;
  readonly personName: string;
  readonly pairedAtMs: number;
  readonly revokedAtMs?: number;
}

/**
 * `POST /api/v1/phones/:id/lease`: the keys of the reader's open rounds, sealed to the phone. Binary
 * fields are base64. Content: JSON `LeaseContent`.
 *
 * AES-256-GCM (tag behind the ciphertext) under HKDF-SHA-256 of the ECDH P-256 secret of `senderKey` and
 * the phone's key; salt: `senderKey`; info: `LEASE_INFO`; associated data: `leaseBinding`.
 */
export interface WireLease {
  readonly phoneId: string;
  readonly expiresAtMs: number;
  /** Uncompressed point, 65 bytes, used once. */
  readonly senderKey: string;
  /** 12 bytes. */
  readonly nonce: string;
  readonly sealed: string;
  readonly keys: number;
}

export interface LeaseContent {
  /** Meter key and 16-byte AES key as hex. */
  readonly keys: readonly (readonly [meter: string, key: string])[];
}

export const LEASE_INFO = "rounds lease 1";

/** Binds phone and expiry to the sealed bytes: neither can be changed without the server. */
export const leaseBinding = (lease: Pick<WireLease, "phoneId" | "expiresAtMs">): string =>
  `${LEASE_INFO} ${lease.phoneId} ${lease.expiresAtMs}`;
