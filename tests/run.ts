import { runBrowserTests, runCheck, runVitest } from "./runner/stages.ts";
import { addTallies, closingLine, EMPTY_TALLY, type Tally } from "./runner/tally.ts";

/**
 * What `npm test` runs: `check`, then unit tests, then the house and its contracts, then the built
 * product in a browser. Words choose stages: `npm test -- unit house`. The last line is always
 * `N passed, N failed, N skipped`; the exit code is 0 only when something passed and nothing failed.
 */
const STAGES = new Map<string, () => Tally>([
  ["check", runCheck],
  ["unit", () => runVitest(["shared", "server", "web"])],
  ["house", () => runVitest(["house", "contract"])],
  ["corpus", () => runVitest(["corpus"])],
  ["e2e", runBrowserTests],
]);

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function runStages(names: readonly string[]): Tally {
  let total = EMPTY_TALLY;
  for (const name of names) {
    const startedAtMs = performance.now();
    say(`\n── ${name} ──`);
    const tally = STAGES.get(name)?.() ?? EMPTY_TALLY;
    say(`── ${name}: ${closingLine(tally)} in ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
    total = addTallies(total, tally);
  }
  return total;
}

const words = process.argv.slice(2);
const unknown = words.find((word) => !STAGES.has(word));
if (unknown === undefined) {
  const total = runStages(words.length === 0 ? [...STAGES.keys()] : words);
  if (total.skips.length > 0) say(`\nSkipped:\n${total.skips.map((skip) => `  ${skip}`).join("\n")}`);
  say(`\n${closingLine(total)}`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} else {
  process.stderr.write(`There is no stage "${unknown}": choose from ${[...STAGES.keys()].join(", ")}.\n`);
  process.exitCode = 2;
}
