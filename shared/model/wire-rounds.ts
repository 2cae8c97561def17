/** Shapes of the HTTP API about rounds, phones and leases. Times are UTC milliseconds. */
/** `GET /api/v1/rounds`; `?mine=1` leaves out closed ones and other people's. */
export interface WireRounds {
  readonly utility: string;
  /** Whom the rounds' rooms know the caller as. */
  readonly personId: string;
  readonly rounds: readonly WireRoundHead[];
  /** Compact-frame formats the server has learned; only with `?mine=1`. */
  readonly formats: readonly WireFormat[];
}

export interface WireFormat {
  readonly meterType: string;
  readonly headers: string;
}

/** How far a round is, as SQL readers see it. Cards, marks and notes lie in its room. */
export interface WireRoundHead {
  readonly id: string;
  /** Name of its room. */
  readonly room: string;
  readonly name: string;
  readonly state: "open" | "closed";
  readonly createdAtMs: number;
  readonly dueAtMs?: number;
  readonly points: number;
  readonly read: number;
  /** Who reads how much; without an id: what is anybody's. */
  readonly readers: readonly WireRoundReader[];
}

export interface WireRoundReader {
  readonly id?: string;
  readonly name: string;
  readonly car: string;
  readonly points: number;
  readonly read: number;
}

/** `POST /api/v1/rounds` → `WireRoundHead`. Several readers get whole streets each, as equal as may be. */
export interface WireNewRound {
  readonly name: string;
  /** In the order they are driven. */
  readonly pointIds: readonly string[];
  readonly readerIds?: readonly string[];
  readonly dueAtMs?: number;
  /** The group it is made from. */
  readonly groupId?: string;
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
