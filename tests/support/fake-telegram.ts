import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WireRecord, WireTelegramView } from "../../shared/model/wire.ts";

/** A MULTICAL 403's full telegram out of the published vectors, laid open by hand. */
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/vectors.json"), "utf8"),
) as Readonly<Record<string, string>>;
const encrypted = vectors["403.full.telegram(no dll crc)"] ?? "";
const plainTail = vectors["403.full.plain(plcrc+payload)"] ?? "";
const CIPHER_FROM = 17;
const plain = encrypted.slice(0, CIPHER_FROM * 2) + plainTail;

type Row = readonly [
  name: string,
  quantity: string,
  unit: string,
  value: string,
  header: string,
  meaning: string,
  length: number,
  storage?: number,
];

const ROWS: readonly Row[] = [
  ["total_energy_consumption", "energy", "kWh", "12345", "0406", "energy", 6],
  [
    "volume_temperature_forward",
    "volumeTemperature",
    "m³·°C",
    "900123",
    "04FF07",
    "manufacturer-specific",
    7,
  ],
  ["volume_temperature_return", "volumeTemperature", "m³·°C", "600456", "04FF08", "manufacturer-specific", 7],
  ["total_volume", "volume", "m³", "987.65", "0414", "volume", 6],
  ["volume_flow", "volumeFlow", "m³/h", "0.330", "043B", "volume-flow", 6],
  ["forward_temperature", "temperature", "°C", "73.12", "0259", "flow-temperature", 4],
  ["return_temperature", "temperature", "°C", "41.20", "025D", "return-temperature", 4],
  ["info_codes", "flags", "", "520", "04FF22", "manufacturer-specific", 7],
  ["meter_date", "date", "", "2026-11-23", "026C", "date", 4],
  ["total_energy_consumption_at_month_end", "energy", "kWh", "11111", "4406", "energy", 6, 1],
  ["total_volume_at_month_end", "volume", "m³", "900.00", "4414", "volume", 6, 1],
  ["month_end_date", "date", "", "2026-11-01", "426C", "date", 4, 1],
];

function listRecords(): readonly WireRecord[] {
  let at = 20;
  return ROWS.map(([name, quantity, unit, value, header, meaning, length, storage = 0]) => {
    const record: WireRecord = {
      name,
      quantity,
      unit,
      value,
      function: "instant",
      storage,
      tariff: 0,
      subunit: 0,
      header,
      meaning,
      modifiers: [],
      at: [at, length],
    };
    at += length;
    return record;
  });
}

export function fakeTelegram(seq: number, rxAtMs: number): WireTelegramView {
  const base = { seq, rxAtMs, receiver: "gateway-church", rssiDbm: -71, link: "wmbus", raw: encrypted };
  if (seq % 5 === 4) return { ...base, error: { kind: "wrong-key", layer: "ell", offset: 17 } };
  const records = listRecords();
  const field = (layer: "link" | "ell" | "tpl", name: string, first: number, length: number) => ({
    layer,
    field: `${layer}.${name}`,
    at: [first, length] as const,
  });
  return {
    ...base,
    decoded: {
      meter: { manufacturer: "KAM", id: "62452321", version: "0x34", medium: "heat" },
      driver: "kamstrup-multical-403",
      framing: "normalised",
      security: { mode: 1, verdict: "decrypted", proof: "payload-crc" },
      plain,
      normalised: encrypted,
      layers: [
        field("link", "length", 0, 1),
        field("link", "control", 1, 1),
        field("link", "manufacturer", 2, 2),
        field("link", "id", 4, 4),
        field("link", "version", 8, 1),
        field("link", "type", 9, 1),
        field("ell", "ci", 10, 1),
        field("ell", "control", 11, 1),
        field("ell", "access", 12, 1),
        field("ell", "session", 13, 4),
        field("ell", "crc", 17, 2),
        field("tpl", "ci", 19, 1),
        ...records.map((record, i) => ({ layer: "record" as const, field: `record.${i}`, at: record.at })),
      ],
      records,
      status: ["t1-above-range", "v1-wrong-direction"],
      warnings: [],
    },
  };
}
