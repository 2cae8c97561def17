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
