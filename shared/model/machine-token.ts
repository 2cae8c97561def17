/** What a machine's token is good for, and nothing else: `weather` is brought, `billing` asks what was used. */
export const MACHINE_SCOPES = ["weather", "billing"] as const;
export type MachineScope = (typeof MACHINE_SCOPES)[number];

/** A machine of the utility that may bring or ask something by itself. Times are UTC milliseconds. */
export interface WireMachineToken {
  readonly id: string;
  readonly name: string;
  readonly scope: MachineScope;
  /** Who made it. */
  readonly by: string;
  readonly madeAtMs: number;
  /** To the hour; absent: never. */
  readonly lastUsedAtMs?: number;
  readonly revokedAtMs?: number;
}

/** `GET /api/v1/machine-tokens`, newest first; those that were revoked are among them. */
export interface WireMachineTokens {
  readonly tokens: readonly WireMachineToken[];
}

/** `POST /api/v1/machine-tokens` with `name` and `scope`: the token itself is told this once. */
export interface WireNewMachineToken extends WireMachineTokens {
  readonly token: string;
}
