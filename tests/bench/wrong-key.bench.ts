import { randomFillSync } from "node:crypto";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import type { Bench } from "./figure.ts";

/**
 * How often a wrong key passes for the right one. Mode 5 proves only its two check bytes (one random
 * key in 65,536 shows them); the full check also wants every record to parse to the end. Trials by
 * `ROUNDS_TRIALS`, 10 million unless set.
 */
const TRIALS = Number(process.env["ROUNDS_TRIALS"] ?? 10_000_000);
const KEYS_AT_ONCE = 4096;

function countPassed(telegram: Uint8Array): { passed: number; showedCheckBytes: number } {
  const formats = createFormatStore();
  const keys = new Uint8Array(KEYS_AT_ONCE * 16);
  let key = keys.subarray(0, 16);
  const context = { link: "wmbus" as const, keyring: { find: () => key }, formats };
  const counted = { passed: 0, showedCheckBytes: 0 };
  for (let trial = 0; trial < TRIALS; trial++) {
    const n = trial % KEYS_AT_ONCE;
    if (n === 0) randomFillSync(keys);
    key = keys.subarray(16 * n, 16 * n + 16);
    const decoded = decode(telegram, context);
    const verdict = decoded.ok ? decoded.value.security.verdict : decoded.error.partial?.security.verdict;
    if (verdict === "decrypted") counted.showedCheckBytes += 1;
    if (decoded.ok && verdict === "decrypted") counted.passed += 1;
  }
  return counted;
}

export const bench: Bench = {
  measure(print) {
    const telegram = parseHex(vectors["m5.telegram"]);
    if (!telegram.ok) throw new Error(telegram.error.kind);
    const { passed, showedCheckBytes } = countPassed(telegram.value);
    print({ name: "wrong_key.trials", value: TRIALS, unit: "keys" });
    print({
      name: "wrong_key.check_bytes",
      value: showedCheckBytes / TRIALS,
      unit: "share of wrong keys",
      reference: 1 / 65_536,
      ratio: showedCheckBytes / TRIALS / (1 / 65_536),
    });
    print({ name: "wrong_key.full_check", value: passed / TRIALS, unit: "share of wrong keys" });
  },
};
