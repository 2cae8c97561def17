import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readMasterKey } from "../config.ts";
import { isUtilityId } from "../open-deps.ts";
import { StorageError } from "../ports.ts";
import { type SeedProgress, seedTown } from "../simulation/seed-town.ts";
import { describeStartError } from "../start-error.ts";
import { openUtilityStore } from "../store/open-utility-store.ts";
import { exitWith } from "./exit-with.ts";
import { type FlagFact, parseFlags, wholeNumber } from "./parse-flags.ts";

/**
 * Writes a simulated town with hourly readings straight into a data folder, for benches, trials and
 * demonstrations. The same flags make the same store, to the last reading.
 */
const FLAGS = {
  points: { about: "metering points", otherwise: "1000" },
  days: { about: "days of hourly readings", otherwise: "30" },
  seed: { about: "another seed makes another town", otherwise: "1" },
  registers: { about: "registers of each reading, from the meters' logs; default what telegrams carry" },
  until: { about: "UTC day on whose start the readings end, or now", otherwise: "2026-01-01" },
  data: { about: "data folder", otherwise: "./rounds-data" },
  utility: { about: "the utility's folder name", otherwise: "utility" },
  replace: { about: "yes: a town generated there before is removed first", otherwise: "no" },
} as const;

const HOUR_MS = 3_600_000;
/** Says of a folder that it holds a generated town, which may be generated anew. */
const MARKER = "generated.json";

const flags = parseFlags(process.argv.slice(2), FLAGS);
if (!flags.ok) exitWith(2, flags.error);
const given = flags.value;
const points = numberFlag("points", { from: 1, to: 1_000_000 });
const days = numberFlag("days", { from: 1, to: 3_650 });
const seed = numberFlag("seed", { from: 0, to: 2 ** 31 - 1 });
const registers = given.registers === undefined ? undefined : numberFlag("registers", { from: 1, to: 10 });
const toHour = untilHour(given.until ?? FLAGS.until.otherwise);
const utility = given.utility ?? FLAGS.utility.otherwise;
if (!isUtilityId(utility)) exitWith(2, "--utility takes lower-case letters, digits and hyphens.");
const dataFolder = given.data ?? FLAGS.data.otherwise;
const folder = join(dataFolder, utility);
makeRoom();
const { masterKey, keyFile } = findMasterKey();

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const grouped = (n: number): string => n.toLocaleString("en-US");
const opened = await openUtilityStore({ dataFolder, utility, masterKey });
if (!opened.ok) exitWith(1, describeStartError(opened.error));
const store = opened.value;
writeFileSync(join(folder, MARKER), `${JSON.stringify({ points, days, seed, registers, toHour })}\n`);
const startedAtMs = performance.now();
say(`Generating ${grouped(points)} metering points with ${days} days of hourly readings in ${folder} …`);
try {
  const { readings } = await seedTown(store, {
    town: { seed, points, fromHour: toHour - days * 24, toHour },
    ...(registers === undefined ? {} : { registers }),
    onProgress: sayEverySecond(),
  });
  const seconds = (performance.now() - startedAtMs) / 1000;
  say(
    `${grouped(readings)} readings in ${seconds.toFixed(1)} s: ${grouped(Math.round(readings / seconds))} a second.`,
  );
  if (keyFile)
    say(
      `Start with: ROUNDS_MASTER_KEY_FILE=${keyFile} npm start -- --data ${dataFolder} --utility ${utility}`,
    );
} catch (error) {
  await store.close();
  if (!(error instanceof StorageError)) throw error;
  exitWith(
    1,
    `${error.message} What was written so far is in ${folder}; make room, then run this again with --replace yes.`,
  );
}
await store.close();

function numberFlag(
  name: "points" | "days" | "seed" | "registers",
  range: { readonly from: number; readonly to: number },
): number {
  const facts: Readonly<Record<string, FlagFact>> = FLAGS;
  const value = wholeNumber(given[name] ?? facts[name]?.otherwise ?? "", `--${name}`, range);
  if (!value.ok) exitWith(2, value.error);
  return value.value;
}

function untilHour(text: string): number {
  if (text === "now") return Math.floor(Date.now() / HOUR_MS);
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(atMs)) exitWith(2, `--until takes a day such as 2026-01-01, or now, not "${text}".`);
  return atMs / HOUR_MS;
}

/** Nothing that somebody else put there is ever written over. */
function makeRoom(): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  const isGenerated = existsSync(join(folder, MARKER));
  if (given.replace === "yes" && isGenerated) {
    rmSync(folder, { recursive: true });
    return;
  }
  exitWith(
    1,
    isGenerated
      ? `${folder} holds a generated town already. Add --replace yes to make it anew, or choose another --data or --utility.`
      : `${folder} is not empty and was not generated. Choose another --data or --utility.`,
  );
}

/** The one given, else one made for this data folder and kept beside it. */
function findMasterKey(): { readonly masterKey: Uint8Array; readonly keyFile?: string } {
  const isGiven = process.env["ROUNDS_MASTER_KEY"] ?? process.env["ROUNDS_MASTER_KEY_FILE"];
  if (isGiven !== undefined) {
    const key = readMasterKey(process.env);
    if (!key.ok) exitWith(2, key.error);
    return { masterKey: key.value };
  }
  const keyFile = `${resolve(dataFolder)}.master-key`;
  try {
    if (!existsSync(keyFile)) writeFileSync(keyFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
    const key = readMasterKey({ ROUNDS_MASTER_KEY: readFileSync(keyFile, "utf8").trim() });
    if (!key.ok) exitWith(2, `${keyFile} does not hold 64 hex digits. Remove it, or set ROUNDS_MASTER_KEY.`);
    return { masterKey: key.value, keyFile };
  } catch (error) {
    exitWith(
      1,
      `The master key cannot be kept in ${keyFile} (${error instanceof Error ? error.message : error}).`,
    );
  }
}

function sayEverySecond(): (progress: SeedProgress) => void {
  let lastMs = 0;
  return ({ pointsDone, points: all, readings, readingsPerSecond }) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < 1000 && pointsDone < all) return;
    lastMs = nowMs;
    const share = `${Math.floor((100 * pointsDone) / all)}`.padStart(3);
    say(`  ${share} %  ${grouped(readings)} readings, ${grouped(readingsPerSecond)} a second`);
  };
}
