import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findBrowser } from "../support/find-browser.ts";
import { EMPTY_TALLY, type Tally } from "./tally.ts";

const root = join(import.meta.dirname, "../..");
const FAILED: Tally = { ...EMPTY_TALLY, failed: 1 };

const env = {
  ...process.env,
  PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`,
};

/** Runs one shell command, shows what it prints, and says whether it succeeded. */
function succeeds(command: string, extraEnv: Readonly<Record<string, string>> = {}): boolean {
  const outcome = spawnSync(command, {
    cwd: root,
    env: { ...env, ...extraEnv },
    shell: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return outcome.status === 0;
}

/** Each command of the `check` script counts as one test, so that all of them are seen to run. */
export function runCheck(): Tally {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: { check: string };
  };
  const tools = scripts.check.split(" && ");
  const failing = tools.filter((tool) => {
    process.stdout.write(`\n$ ${tool}\n`);
    return !succeeds(tool);
  });
  return { ...EMPTY_TALLY, passed: tools.length - failing.length, failed: failing.length };
}

/** A build that fails is one failed test; one that succeeds is none. */
function runBuild(): Tally {
  return succeeds("tsx server/tooling/build.ts") ? EMPTY_TALLY : FAILED;
}

/** Runs these Vitest projects. A run that dies without its report is one failed test. */
export function runVitest(
  projects: readonly string[],
  extraEnv: Readonly<Record<string, string>> = {},
): Tally {
  const folder = mkdtempSync(join(tmpdir(), "rounds-tests-"));
  const report = join(folder, "tally.json");
  try {
    const isGood = succeeds(`tsx tests/runner/run-vitest.ts ${report} ${projects.join(" ")}`, extraEnv);
    const tally = JSON.parse(readFileSync(report, "utf8")) as Tally;
    return isGood || tally.failed > 0 ? tally : { ...tally, failed: 1 };
  } catch {
    return FAILED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds the product, finds a browser and runs the end-to-end tests in it. */
export function runBrowserTests(): Tally {
  const build = runBuild();
  if (build.failed > 0) return build;
  try {
    return runVitest(["e2e"], { ROUNDS_CHROMIUM: findBrowser() });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return FAILED;
  }
}
