import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { build as buildWeb } from "vite";

/**
 * Builds what a utility runs: the browser's files into `dist/web`, the server's programs and workers
 * flat into `dist/server`. With `--unless-built` it does nothing when both are there.
 */
const root = join(import.meta.dirname, "../..");
const serverFolder = join(root, "dist/server");
const webFolder = join(root, "dist/web");

/** Programs and worker threads: each is a file of its own in `dist/server`. */
async function findServerEntries(): Promise<readonly string[]> {
  const files = await readdir(join(root, "server"), { recursive: true });
  return files
    .filter((file) => /\.command\.ts$|-worker\.ts$/.test(file))
    .map((file) => join(root, "server", file))
    .sort();
}

async function buildServer(): Promise<void> {
  await rm(serverFolder, { recursive: true, force: true });
  await bundle({
    entryPoints: [...(await findServerEntries())],
    entryNames: "[name]",
    outdir: serverFolder,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "silent",
  });
}

async function build(): Promise<void> {
  const startedAtMs = performance.now();
  process.stdout.write("Building the browser's files and the server …\n");
  await buildServer();
  await buildWeb({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(`Built dist/web and dist/server in ${seconds} s.\n`);
}

const isBuilt =
  existsSync(join(serverFolder, "start.command.js")) && existsSync(join(webFolder, "index.html"));
if (!(isBuilt && process.argv.includes("--unless-built"))) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`The build failed: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
