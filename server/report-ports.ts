import type { AuditNote } from "./people-ports.ts";

/** What reports and letters to customers need kept, as types only. Every store belongs to one utility. */

/** An Ed25519 signature (RFC 8032, 64 bytes) and the raw public key (32 bytes) it is checked with. */
export interface Signature {
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** The utility's signing key: made when first needed, sealed at rest, never outside the store. */
export interface SigningStore {
  sign(bytes: Uint8Array): Promise<Signature>;
  publicKey(): Promise<Uint8Array>;
}

/** How mail leaves: `tls` from the first byte, `starttls` before anything is said, `none` within one's own house. */
export const MAIL_SECURITIES = ["tls", "starttls", "none"] as const;

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly security: (typeof MAIL_SECURITIES)[number];
  /** Empty: the server asks for no name. */
  readonly user: string;
  /** The address mail comes from. */
  readonly from: string;
}

export interface MailStore {
  settings(): Promise<(MailSettings & { readonly hasPassword: boolean }) | undefined>;
  /** `password`: a new one; `null` takes it away; absent leaves it. It is sealed at rest. */
  save(settings: MailSettings, password: string | null | undefined, note: AuditNote): Promise<void>;
  /** For sending only. */
  password(): Promise<string | undefined>;
}

/** A set of parameters of a report under a name, for everybody in the utility. */
export interface SavedReport {
  readonly id: string;
  readonly name: string;
  /** Id of the report. */
  readonly report: string;
  readonly params: unknown;
  /** When it runs by itself; absent: only when somebody runs it. */
  readonly schedule?: ReportSchedule;
  readonly savedBy: string;
  readonly savedAtMs: number;
  readonly last?: ScheduledRun;
}

/** What came of the last run by itself: the number of rows, or the code of why there were none: a report's fault, `not-found`, or `failed`. */
export interface ScheduledRun {
  readonly atMs: number;
  readonly outcome: string;
}

/** Every month on this day (1–28), at this hour of the utility's clock. */
export interface ReportSchedule {
  readonly day: number;
  readonly hour: number;
}

export interface SavedReportStore {
  /** By name. */
  list(): Promise<readonly SavedReport[]>;
  /** Replaces the one with this id. */
  save(report: SavedReport, note: AuditNote): Promise<void>;
  noteRun(id: string, run: ScheduledRun): Promise<void>;
  /** False when it was not there. */
  remove(id: string, note: AuditNote): Promise<boolean>;
}

/** A mail with its attachments. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

/** Why a mail did not leave. `reason` is the mail server's own words. */
export type MailFault =
  | { readonly code: "mail.unreachable"; readonly reason: string }
  | { readonly code: "mail.refused"; readonly reason: string };

/** Sends one mail; resolves with nothing once the mail server has taken it. */
export type SendMail = (
  settings: MailSettings & { readonly password?: string },
  letter: Letter,
) => Promise<MailFault | undefined>;
