import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Runs the command as a person does: lines in, lines out. */
function runDecode(lines: readonly string[]): readonly unknown[] {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "server/commands/decode.command.ts"],
    {
      input: `${lines.join("\n")}\n`,
      encoding: "utf8",
    },
  );
  expect(status).toBe(0);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}

const vectors = JSON.parse(readFileSync("tests/fixtures/vectors.json", "utf8")) as Record<string, string>;
const key = vectors["key"];
const full = vectors["403.full.telegram(no dll crc)"];

describe("npm run -s decode", () => {
  it("answers every line with one line, in order, whatever is in it", () => {
    const answers = runDecode([
      JSON.stringify({ telegram: full, key }),
      "no json",
      "",
      "[]",
      JSON.stringify({ telegram: 12 }),
      JSON.stringify({ telegram: "2" }),
      JSON.stringify({ telegram: "" }),
      JSON.stringify({ telegram: full, key: "0011" }),
      JSON.stringify({ telegram: full, format: "morse" }),
      JSON.stringify({ telegram: full, key: null }),
      JSON.stringify({ telegram: vectors["mbus.rsp_ud"] }),
    ]);
    const kinds = answers.map((answer) => {
      const { ok, error, security } = answer as {
        ok: boolean;
        error?: { kind: string };
        security?: { verdict: string };
      };
      return ok ? security?.verdict : error?.kind;
    });
    expect(kinds).toEqual([
      "decrypted",
      "bad-json",
      "bad-json",
      "bad-request",
      "bad-request",
      "bad-hex",
      "empty",
      "bad-key",
      "bad-format",
      "no-key",
      "clear",
    ]);
  });

  it("prints values as decimal text in the canonical unit, with their place", () => {
    const [answer] = runDecode([JSON.stringify({ telegram: full, key })]);
    expect(answer).toMatchObject({
      ok: true,
      meter: { manufacturer: "KAM", id: "90000001", version: "0x34", medium: "heat" },
      driver: "kamstrup-multical-403",
      security: { mode: 1, verdict: "decrypted" },
    });
    const { records } = answer as { records: readonly unknown[] };
    expect(records[3]).toEqual({
      name: "total_volume",
      quantity: "volume",
      unit: "m³",
      value: "987.65",
      exponent: -2,
      function: "instant",
      storage: 0,
      tariff: 0,
      subunit: 0,
      at: [40, 6],
    });
  });

  it("learns formats from earlier telegrams and keeps them for the lines that follow", () => {
    // Records 0405 0415 in a full frame; the compact one has signature and data CRC over them.
    const earlier = "16442D2C01000090340478040501000000041502000000";
    const compact = compactOf("04050415", "0405 0A000000 0415 0B000000");
    const unknown = JSON.stringify({ telegram: compact });
    const taught = JSON.stringify({ telegram: compact, earlier: [earlier] });
    const answers = runDecode([unknown, taught, unknown]);
    expect(answers.map((answer) => (answer as { ok: boolean }).ok)).toEqual([false, true, true]);
  });
});

/** CRC-16/EN-13757, written out bit by bit: poly 3D65, xor FFFF. */
function crc(bytes: readonly number[]): number {
  let register = 0;
  for (const byte of bytes) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      register = register & 0x8000 ? ((register << 1) ^ 0x3d65) & 0xffff : (register << 1) & 0xffff;
    }
  }
  return register ^ 0xffff;
}

const bytesOf = (text: string): readonly number[] =>
  [...text.replaceAll(" ", "").matchAll(/../g)].map(([pair]) => Number.parseInt(pair, 16));

const wordOf = (value: number): string =>
  [value & 0xff, value >> 8].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Compact telegram of a full frame's records: signature, CRC of the records, and the two values. */
function compactOf(headers: string, records: string): string {
  const values = "0A0000000B000000";
  const body = `442D2C01000090340479${wordOf(crc(bytesOf(headers)))}${wordOf(crc(bytesOf(records)))}${values}`;
  return (body.length / 2).toString(16).padStart(2, "0") + body;
}
