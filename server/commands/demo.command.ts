import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDemoPeople } from "../auth/demo-people.ts";
import { checkHost, readMasterKey } from "../config.ts";
import { describeStartError } from "../start-error.ts";
import { type RunningServer, startServer } from "../start-server.ts";
import { appVersion, webRoot } from "./app-files.ts";
import { demoFile } from "./demo-file.ts";
import { demoTown } from "./demo-town.ts";
import { exitWith } from "./exit-with.ts";
import { parseFlags, wholeNumber } from "./parse-flags.ts";

/**
 * Rounds on made data: a fresh folder, the ordinary server, and a simulated town or a file of
 * telegrams that reach it over HTTP like any gateway's.
 */
const FLAGS = {
  points: { about: "metering points of the simulated town", otherwise: "2000" },
  days: { about: "days of hourly history", otherwise: "400" },
  seed: { about: "another seed makes another town", otherwise: "1" },
  rate: { about: "telegrams heard a second", otherwise: "20" },
  telegrams: { about: "file of real telegrams (JSON lines) instead of a town" },
  port: { about: "port to listen on", otherwise: "8080" },
  host: { about: "address to listen on", otherwise: "127.0.0.1" },
  data: {
    about:
      "data folder, kept afterwards (`npm start` opens it where ROUNDS_MASTER_KEY was set); default a fresh one that is removed",
  },
} as const;

const flags = parseFlags(process.argv.slice(2), FLAGS);
if (!flags.ok) exitWith(2, flags.error);
const given = flags.value;
const points = numberFlag("points", { from: 1, to: 100_000 });
const days = numberFlag("days", { from: 1, to: 3_650 });
const seed = numberFlag("seed", { from: 0, to: 2 ** 31 - 1 });
const telegramsPerSecond = numberFlag("rate", { from: 1, to: 1_000 });
const port = numberFlag("port", { from: 0, to: 65_535 }, process.env["PORT"]);
const host = checkHost(given.host ?? FLAGS.host.otherwise);
if (!host.ok) exitWith(2, host.error);

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const report = (text: string): boolean => process.stderr.write(`${text}\n`);
const folder = given.data ?? mkdtempSync(join(tmpdir(), "rounds-demo-"));
const started = await startServer({
  dataFolder: folder,
  utility: "demo",
  host: host.value,
  port,
  masterKey: masterKeyFor(given.data),
  isDemo: true,
  // For developing against the API on this machine: nobody has to sign in.
  access: process.env["ROUNDS_ACCESS"] === "open" ? "open" : "enforced",
  webRoot: webRoot(),
  version: appVersion(),
  report,
});
if (!started.ok) {
  removeFreshFolder();
  exitWith(1, describeStartError(started.error));
}
const server = started.value;
await createDemoPeople(server.deps.store, Date.now());
const url = `http://localhost:${server.port}`;
const scene = { server, url, token: await server.deps.store.gateways.create("demo gateway"), say, report };
const stream =
  given.telegrams === undefined
    ? await demoTown(scene, { points, days, seed, telegramsPerSecond })
    : await demoOn(given.telegrams);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(server));

function numberFlag(
  name: keyof typeof FLAGS & ("points" | "days" | "seed" | "rate" | "port"),
  range: { from: number; to: number },
  fromEnv?: string,
): number {
  const value = wholeNumber(given[name] ?? fromEnv ?? FLAGS[name].otherwise, `--${name}`, range);
  if (!value.ok) exitWith(2, value.error);
  return value.value;
}

async function demoOn(file: string) {
  const streaming = await demoFile(scene, file, telegramsPerSecond);
  if (streaming.ok) return streaming.value;
  await server.close();
  removeFreshFolder();
  exitWith(1, streaming.error);
}

async function end(running: RunningServer): Promise<void> {
  await stream.stop();
  await running.close();
  removeFreshFolder();
  process.exit(0);
}

/** A folder that is kept is of use only to whoever has its key. */
function masterKeyFor(kept: string | undefined): Uint8Array {
  const key = readMasterKey(process.env);
  return kept !== undefined && key.ok ? key.value : randomBytes(32);
}

function removeFreshFolder(): void {
  if (given.data === undefined) rmSync(folder, { recursive: true, force: true });
}
