import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Reporter, startVitest, type TestModule } from "vitest/node";

/**
 * Runs Vitest projects and writes their counts: `run-vitest.ts REPORT PROJECT…`. A process of its
 * own, so that a test that takes it down is a failure in the report's absence and not the end of
 * the whole run. Project `e2e` runs one file at a time.
 */
const [report = "", ...projects] = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const skips: string[] = [];

function countModule(module: TestModule): void {
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === "passed") counts.passed += 1;
    else if (result.state === "failed") counts.failed += 1;
    else {
      counts.skipped += 1;
      const reason = result.state === "skipped" ? result.note : undefined;
      skips.push(`${module.relativeModuleId} › ${test.fullName}: ${reason ?? "no reason given"}`);
    }
  }
  if (module.errors().length > 0) counts.failed += 1;
}

const tally: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    for (const module of modules) countModule(module);
    counts.failed += unhandledErrors.length;
    writeFileSync(report, JSON.stringify({ ...counts, skips }));
  },
};

const root = join(import.meta.dirname, "../..");
const vitest = await startVitest("test", [], {
  root,
  config: join(root, "vite.config.ts"),
  project: projects,
  watch: false,
  passWithNoTests: true,
  reporters: ["default", tally],
  ...(projects.includes("e2e") ? { fileParallelism: false } : {}),
});
await vitest.close();
