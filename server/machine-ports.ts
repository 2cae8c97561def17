import type { MachineScope, WireMachineToken } from "../shared/model/machine-token.ts";
import type { AuditNote } from "./people-ports.ts";

/** Tokens of machines, as types only. Every store belongs to one utility. */
export interface NewMachineToken {
  readonly name: string;
  readonly scope: MachineScope;
}

export interface MachineTokenStore {
  /** Newest first, revoked ones among them. */
  list(): Promise<readonly WireMachineToken[]>;
  /** Makes a token and returns it once; only its hash is kept. */
  create(token: NewMachineToken, note: AuditNote): Promise<string>;
  /** False when there is no such token that stands. */
  revoke(id: string, note: AuditNote): Promise<boolean>;
  /** Whose token it is, when it is one of ours and stands; that it was used is written down. */
  authenticate(token: string, nowMs: number): Promise<WireMachineToken | undefined>;
}
