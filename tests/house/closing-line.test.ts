import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addTallies, closingLine, EMPTY_TALLY } from "../runner/tally.ts";
import { ROOT } from "./repo-files.ts";

const runStages = (...words: readonly string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "tests/run.ts"), ...words], {
    encoding: "utf8",
  });

describe("npm test", () => {
  it("sums its stages into one closing line", () => {
    const unit = { passed: 40, failed: 1, skipped: 1, skips: ["a.test.ts › a telegram: no corpus here"] };
    const e2e = { passed: 2, failed: 0, skipped: 0, skips: [] };
    const total = addTallies(addTallies(EMPTY_TALLY, unit), e2e);
    expect(closingLine(total)).toBe("42 passed, 1 failed, 1 skipped");
    expect(total.skips).toEqual(unit.skips);
  });

  it("refuses a stage it does not have, in one sentence", () => {
    const { status, stdout, stderr } = runStages("everything");
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toBe('There is no stage "everything": choose from check, unit, house, corpus, e2e.\n');
  });
});
