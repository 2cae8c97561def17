/** `POST /api/v1/points/:id/customer-report` */
export interface WireCustomerReport {
  readonly customer: string;
  readonly customerNumber: string;
  /** Where it would be sent to; empty when nobody said. */
  readonly email: string;
  /** Of the utility's signing key. */
  readonly fingerprint: string;
  /** The signed page: one HTML file. */
  readonly page: string;
  /** Base64. */
  readonly pdf: string;
}

/** `GET /api/v1/mail-settings`; without `hasPassword`, with `password` or `null` where it changes, also `PUT`. */
export interface WireMailSettings {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  /** Empty: the mail server asks for no name. */
  readonly user: string;
  readonly from: string;
  readonly hasPassword: boolean;
}

/** `GET /api/v1/saved-reports`, `PUT /api/v1/saved-reports/:id` */
export interface WireSavedReport {
  readonly id: string;
  readonly name: string;
  readonly report: string;
  readonly params: unknown;
  /** Every month on this day (1–28) at this hour of the utility's clock. */
  readonly schedule?: { readonly day: number; readonly hour: number };
  /** When it runs next by itself. Only in answers. */
  readonly nextAtMs?: number;
  /** What the last run by itself came to. Only in answers. */
  readonly last?: { readonly atMs: number; readonly outcome: string };
}
