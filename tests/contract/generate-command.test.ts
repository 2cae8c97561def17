import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inflateRaw } from "../../server/store/block-compression.ts";
import { Sql, toBytes } from "../../server/store/sql.ts";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-generate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function generate(data: string, ...more: string[]) {
  const script = join(import.meta.dirname, "../../server/commands/generate.command.ts");
  const args = [
    "--import",
    "tsx",
    script,
    "--points",
    "30",
    "--days",
    "40",
    ...more,
    "--data",
    join(folder, data),
  ];
  const { ROUNDS_MASTER_KEY: _, ROUNDS_MASTER_KEY_FILE: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/** Everything in a store but the sealed keys, whose seal is never the same twice. */
function contentOf(data: string) {
  const sql = new Sql(join(folder, data, "utility/store.db"));
  const tables = ["points", "segments", "meters", "blocks", "summaries"];
  const rows = tables.map((table) =>
    sql.all(`SELECT * FROM ${table}`).map((row) => row.map(textOf).join("|")),
  );
  sql.close();
  return rows;
}

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : String(value);

describe("npm run generate", () => {
  it("makes the same store of the same seed and another of another, with progress and the rate", () => {
    const first = generate("one", "--registers", "10");
    expect(first.status).toBe(0);
    expect(first.said).toMatch(/100 % {2}[\d,]+ readings/);
    expect(first.said).toMatch(/readings in [\d.]+ s: [\d,]+ a second/);
    generate("two", "--registers", "10");
    generate("other", "--registers", "10", "--seed", "2");
    expect(contentOf("two")).toEqual(contentOf("one"));
    expect(contentOf("other")).not.toEqual(contentOf("one"));
    expect(contentOf("one").map((rows) => rows.length > 0)).toEqual([true, true, true, true, true]);
  }, 240_000);

  it("gives heat meters ten registers that agree with each other", () => {
    const sql = new Sql(join(folder, "one/utility/store.db"));
    const months = sql.all("SELECT bytes FROM blocks").flatMap(([bytes]) => {
      const month = decodeBlock(toBytes(bytes), inflateRaw);
      return month.ok ? [month.value] : [];
    });
    sql.close();
    const heat = months.filter(({ registers }) => registers.some(({ register }) => register === "E1"));
    expect(heat.length).toBeGreaterThan(20);
    for (const { registers, timesMs } of heat) {
      expect(registers.map(({ register }) => register).sort()).toEqual(
        ["E1", "E8", "E9", "V1", "dt", "flow1", "hours", "power1", "t1", "t2"].sort(),
      );
      const column = (name: string) => registers.find(({ register }) => register === name);
      const value = (name: string, row: number) =>
        (column(name)?.counts[row] ?? 0) * 10 ** (column(name)?.exponent ?? 0);
      const last = timesMs.length - 1;
      // Operating hours pass as the clock does; the cooling is the difference of the two temperatures.
      expect(value("hours", last) - value("hours", 0)).toBe(
        ((timesMs[last] ?? 0) - (timesMs[0] ?? 0)) / 3_600_000,
      );
      expect(value("dt", last)).toBeCloseTo(value("t1", last) - value("t2", last), 1);
    }
  });

  it("never writes over what is there, unless it was generated and it is told to", () => {
    const before = contentOf("one");
    const refused = generate("one");
    expect([refused.status, refused.said]).toEqual([
      1,
      `${join(folder, "one/utility")} holds a generated town already. Add --replace yes to make it anew, or choose another --data or --utility.\n`,
    ]);
    expect(contentOf("one")).toEqual(before);
    expect(generate("one", "--replace", "yes", "--days", "2").status).toBe(0);
    expect(contentOf("one")).not.toEqual(before);
    mkdirSync(join(folder, "own/utility"), { recursive: true });
    writeFileSync(join(folder, "own/utility/diary.txt"), "mine");
    const kept = generate("own", "--replace", "yes");
    expect([kept.status, kept.said]).toEqual([
      1,
      `${join(folder, "own/utility")} is not empty and was not generated. Choose another --data or --utility.\n`,
    ]);
    expect(readFileSync(join(folder, "own/utility/diary.txt"), "utf8")).toBe("mine");
  }, 240_000);

  it.each([
    [["--points", "0"], '--points takes a whole number from 1 to 1000000, not "0".'],
    [["--until", "soon"], '--until takes a day such as 2026-01-01, or now, not "soon".'],
    [["--colour", "red"], "--colour is not a flag of this command."],
  ])("answers %j with one sentence", (args, sentence) => {
    const { status, said } = generate("wrong", ...args);
    expect(status).toBe(2);
    expect(said).toContain(sentence);
    expect(existsSync(join(folder, "wrong"))).toBe(false);
  });
});
