/**
 * Name of a record that no field names, from its header alone:
 *
 *     [max_|min_|error_] [target_] stem [_modifier…] [_tariff_n] [_subunit_n] [_at_storage_n]
 *
 * The stem is the VIF's meaning in snake case; storage 1 is the last due date and says so with
 * `target_`, higher storage numbers keep their number.
 */
import type { RecordHeader } from "../mbus/record-header.ts";

/** Meanings whose snake case would read badly. */
const STEMS: Readonly<Record<string, string>> = {
  "date-time": "datetime",
  "fabrication-number": "fabrication_no",
  "enhanced-identification": "enhanced_id",
  "heat-cost-units": "consumption",
  "flow-temperature": "flow_temperature",
};

export function genericName(header: RecordHeader): string {
  const parts: string[] = [];
  if (header.function !== "instant") parts.push(header.function);
  if (header.storage === 1) parts.push("target");
  const isPlainText = header.meaning === "plain-text" && header.modifiers.length > 0;
  if (!isPlainText) parts.push(STEMS[header.meaning] ?? header.meaning);
  parts.push(...header.modifiers);
  if (header.tariff > 0) parts.push("tariff", String(header.tariff));
  if (header.subunit > 0) parts.push("subunit", String(header.subunit));
  if (header.storage > 1) parts.push("at", "storage", String(header.storage));
  return snakeCase(parts.join("_"));
}

const snakeCase = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
