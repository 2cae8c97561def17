import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bench, Figure } from "./figure.ts";

/**
 * `npm run -s bench -- NAME…` measures `tests/bench/NAME.bench.ts` and prints one JSON line per
 * figure; without a name it lists what can be measured. A benchmark that finds its outputs wrong
 * throws, and the run fails.
 */
const SUFFIX = ".bench.ts";

const isBench = (value: unknown): value is Bench =>
  typeof value === "object" && value !== null && "measure" in value && typeof value.measure === "function";

async function loadBench(name: string): Promise<Bench> {
  const url = pathToFileURL(join(import.meta.dirname, `${name}${SUFFIX}`)).href;
  const { bench } = (await import(url)) as { readonly bench: unknown };
  if (!isBench(bench)) throw new Error(`${name}${SUFFIX} does not export a bench.`);
  return bench;
}

const printFigure = (figure: Figure): void => {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
};

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();
const names = process.argv.slice(2);
const unknown = names.find((name) => !known.includes(name));

if (unknown !== undefined) {
  process.stderr.write(
    `There is no benchmark "${unknown}": choose from ${known.join(", ") || "none yet"}.\n`,
  );
  process.exitCode = 2;
} else if (names.length === 0) {
  process.stdout.write(known.map((name) => `${name}\n`).join(""));
} else {
  for (const name of names) await (await loadBench(name)).measure(printFigure);
}
