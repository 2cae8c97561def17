import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseTelegrams } from "../../server/ingest/parse-telegrams.ts";
import { decodeBody, encodeRecord, RECORD_HEAD_BYTES } from "../../server/journal/journal-record.ts";
import { formatHex, parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import { decodeFrame } from "../../shared/codecs/decode-frame.ts";
import { decodeReading } from "../../shared/codecs/decode-reading.ts";
import { decodeTransport } from "../../shared/codecs/decode-transport.ts";
import { findMeterView } from "../../shared/codecs/drivers/find-driver.ts";
import type { NamedRecord } from "../../shared/codecs/telegram.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import type { Hearing } from "../../shared/model/hearing.ts";
import type { Result } from "../../shared/model/result.ts";
import { formatScaled, subtractScaled } from "../../shared/model/scaled.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };

/** Walks the telegram of docs/path-of-a-reading.md down its road, and holds the page to every value. */
const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/path-of-a-reading.md"), "utf8");
const pageWithoutBreaks = page.replace(/\s+/g, "");

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The page's tables, row by row: steps have four cells, bytes three, records five. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );

const raw = vectors["403.full.frameB"];
const key = must(parseHex(vectors.key));
const keyring = { find: () => key };

function hear(): Hearing {
  const hearings = must(parseTelegrams([{ rxAt: "2026-11-23T08:15:30Z", rssiDbm: -71, raw }], "gateway"));
  const [hearing] = hearings;
  if (hearing === undefined) throw new Error("the gateway's telegram was lost");
  return hearing;
}

const textOf = ({ value, unit }: NamedRecord): string => {
  if (value.kind === "number") return `${formatScaled(value.number)} ${unit}`.trim();
  return value.kind === "date" ? value.text : value.kind;
};

describe("docs/path-of-a-reading.md", () => {
  it("names a function and a file for every step, and each is found there", () => {
    const steps = rows.filter((row) => row.length === 4 && /^(\d+|–)$/.test(row[0] ?? ""));
    expect(steps).toHaveLength(13);
    const lost = steps.filter(([, , name = "", file = ""]) => {
      const text = readFileSync(join(root, file), "utf8");
      return !new RegExp(`export (async )?(function|class|const) ${name}\\b`).test(text);
    });
    expect(lost).toEqual([]);
  });

  it("shows the frame as it is delivered, and the journal keeps it byte by byte", () => {
    const hearing = hear();
    expect(pageWithoutBreaks).toContain(`"raw":"${raw}"`);
    const kept = decodeBody(encodeRecord(1, hearing).subarray(RECORD_HEAD_BYTES));
    expect(kept).toMatchObject({ seq: 1, rxAtMs: hearing.rxAtMs, receiver: "gateway", rssiDbm: -71 });
    expect(formatHex(Uint8Array.from(kept.bytes))).toBe(raw);
  });

  it("has every byte of the link and of the extended link layer where the telegram has it", () => {
    const bytes = rows.filter((row) => row.length === 3 && /^\d+$/.test(row[1] ?? ""));
    expect(bytes.length).toBe(12);
    for (const [hex = "", at = ""] of bytes) {
      expect(raw.slice(Number(at) * 2, Number(at) * 2 + hex.length), `at ${at}`).toBe(hex);
    }
    const frame = must(decodeFrame(hear().bytes, "wmbus"));
    if (frame.link !== "wmbus") throw new Error("taken for a wired frame");
    expect(formatHex(frame.bytes)).toBe(`56${raw.slice(2, -4)}`);
    expect(page).toContain(`${frame.bytes.length} bytes`);
  });

  it("decrypts to the plain text it shows, with the counter block it shows", () => {
    const transport = must(decodeTransport(hear().bytes, "wmbus", keyring));
    expect(transport.security).toEqual({ mode: 1, layer: "ell", verdict: "decrypted", proof: "payload-crc" });
    expect(pageWithoutBreaks).toContain(vectors["403.full.iv"]);
    expect(pageWithoutBreaks).toContain(formatHex(transport.plain).slice(34));
    expect(page).toContain(vectors.key);
  });

  it("finds the driver it names", () => {
    const { meter } = must(decodeTransport(hear().bytes, "wmbus", keyring));
    expect(page).toContain(`shared/codecs/drivers/${findMeterView(meter).driver.name}.driver.ts`);
  });

  it("reads every record to the value it shows, in its order", () => {
    const decoded = must(decode(hear().bytes, { link: "wmbus", keyring, formats: createFormatStore() }));
    const shown = rows
      .filter((row) => row.length === 5 && /^[0-9A-F]{4,6}$/.test(row[0] ?? ""))
      .map(([header, value, , name, result]) => [header, value, name, result]);
    const plain = formatHex(decoded.plain);
    const read = decoded.records.map((record) => {
      const [first, length] = record.at;
      const valueAt = first * 2 + record.header.length;
      return [record.header, plain.slice(valueAt, (first + length) * 2), record.name, textOf(record)];
    });
    expect(shown).toEqual(read);
    expect(decoded.status).toEqual(["t1-above-range", "v1-wrong-direction"]);
    for (const status of decoded.status) expect(page).toContain(`\`${status}\``);
  });

  it("gives the reading it shows", () => {
    const decoded = must(decode(hear().bytes, { link: "wmbus", keyring, formats: createFormatStore() }));
    const reading = decodeReading(decoded);
    const registers = reading.values.map(({ register, value }) => `${register} ${formatScaled(value)}`);
    expect(registers.sort()).toEqual([
      "E1 12345",
      "E8 900123",
      "E9 600456",
      "V1 987.65",
      "flow1 0.330",
      "info 520",
      "t1 73.12",
      "t2 41.20",
    ]);
    for (const register of registers) {
      if (!register.startsWith("info")) expect(page).toContain(register.replace("flow1", "flow"));
    }
  });

  it("comes to the consumption it shows", () => {
    const { records } = must(decode(hear().bytes, { link: "wmbus", keyring, formats: createFormatStore() }));
    const numberOf = (name: string) => {
      const value = records.find((record) => record.name === name)?.value;
      if (value?.kind !== "number") throw new Error(`${name} is no number`);
      return value.number;
    };
    const used = (now: string, then: string): string =>
      formatScaled(subtractScaled(numberOf(now), numberOf(then)));
    expect(page).toContain(`= ${used("total_energy_consumption", "target_energy")} kWh`);
    expect(page).toContain(`= ${used("total_volume", "target_volume")} m³`);
  });
});
