import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareWired } from "./compare-wired.ts";
import { type Comparison, compareWireless } from "./compare-wireless.ts";
import { corpusFolder, readCases, type WiredCase, type WirelessCase } from "./read-corpus.ts";
import { TallyTable } from "./tally-table.ts";

interface KnownMismatch {
  readonly reason: string;
  readonly mismatches: readonly string[];
}
const known = JSON.parse(
  readFileSync(join(import.meta.dirname, "known-mismatches.json"), "utf8"),
) as Readonly<Record<string, KnownMismatch>>;

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

interface Judged {
  readonly id: string;
  readonly comparison: Comparison;
}

/** A good case that breaks fails, and so does a listed one that is healed: the list only shrinks. */
function checkRatchet(judged: readonly Judged[]): void {
  const changed = judged
    .map(({ id, comparison }) => ({ id, found: comparison.mismatches, listed: known[id]?.mismatches ?? [] }))
    .filter(({ found, listed }) => found.join("\n") !== listed.join("\n"));
  expect(changed).toEqual([]);
}

function report(file: string, judged: readonly Judged[]): void {
  const right = judged.filter(({ comparison }) => comparison.mismatches.length === 0).length;
  const fields = judged.reduce((sum, { comparison }) => sum + comparison.compared, 0);
  const wrong = judged.reduce((sum, { comparison }) => sum + comparison.mismatches.length, 0);
  say(`${file}: ${right}/${judged.length} cases, ${fields - wrong}/${fields} fields`);
}

function judgeWireless(file: string, cases: readonly WirelessCase[]): void {
  const byDriver = new TallyTable("driver");
  const byMedium = new TallyTable("medium");
  const bySecurity = new TallyTable("security");
  const judged = cases.map((telegramCase) => {
    const comparison = compareWireless(telegramCase);
    byDriver.add(telegramCase.driver, comparison);
    byMedium.add(telegramCase.media_class, comparison);
    bySecurity.add(telegramCase.security, comparison);
    return { id: telegramCase.id, comparison };
  });
  for (const table of [byDriver, byMedium, bySecurity]) say(`\n${table}`);
  report(file, judged);
  checkRatchet(judged);
}

describe("real telegrams from outside the repository", () => {
  for (const file of ["wmbus.dev.jsonl", "wmbus.encrypted.dev.jsonl"]) {
    const cases = readCases<WirelessCase>(file);
    it.skipIf(!cases)(`${file}: every number and date is there with its value and unit`, () => {
      judgeWireless(file, cases ?? []);
    });
  }

  const frames = readCases<WiredCase>("mbus.dev.jsonl");
  it.skipIf(!frames)(
    "mbus.dev.jsonl: every record of valid frames is right, broken frames are rejected",
    () => {
      const judged = (frames ?? []).map((frame) => ({ id: frame.id, comparison: compareWired(frame) }));
      report("mbus.dev.jsonl", judged);
      checkRatchet(judged);
    },
  );

  it("names no case that is not there", () => {
    const cases = [
      ...(readCases<WirelessCase>("wmbus.dev.jsonl") ?? []),
      ...(readCases<WirelessCase>("wmbus.encrypted.dev.jsonl") ?? []),
      ...(frames ?? []),
    ];
    if (cases.length === 0) {
      say(
        `No telegrams in ${corpusFolder}: nothing was compared. Set ROUNDS_CORPUS to the folder that has them.`,
      );
      return;
    }
    const ids = new Set(cases.map(({ id }) => id));
    expect(Object.keys(known).filter((id) => !ids.has(id))).toEqual([]);
  });
});
