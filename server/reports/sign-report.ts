import { createHash } from "node:crypto";
import type { CustomerReport } from "../../shared/exports/customer-report.ts";
import { type Signed, signedTextOf } from "../../shared/exports/write-customer-page.ts";
import type { SigningStore } from "../report-ports.ts";

/** A customer's report with the utility's signature, as its page carries it. */
export async function signReport(signing: SigningStore, report: CustomerReport): Promise<Signed> {
  const bytes = Buffer.from(signedTextOf(report), "utf8");
  const { signature, publicKey } = await signing.sign(bytes);
  return { signed: base64(bytes), signature: base64(signature), publicKey: base64(publicKey) };
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** The first 64 bits of a key's SHA-256, in fours: what a customer compares with what the utility publishes. */
export const fingerprintOf = (publicKey: Uint8Array): string =>
  (createHash("sha256").update(publicKey).digest("hex").slice(0, 16).match(/..../g) ?? []).join(" ");
