import { readMasterKey } from "../config.ts";
import { isUtilityId, listUtilities } from "../open-deps.ts";
import { StorageError } from "../ports.ts";
import { describeStartError } from "../start-error.ts";
import { type OpenedStore, openUtilityStore } from "../store/open-utility-store.ts";
import { backUp } from "./backup-task.ts";
import { exitWith } from "./exit-with.ts";
import { parseFlags } from "./parse-flags.ts";
import { redecode } from "./redecode-task.ts";

/**
 * `backup` makes a copy, also while the server runs. The others look after a utility's store while it is stopped: `check` reads everything and verifies
 * every checksum, `fold` moves recent readings into blocks, `vacuum` gives unused space back to the disk,
 * `redecode` reads a meter's frames anew after a driver or key was wrong.
 */
const FLAGS = {
  data: { about: "data folder", otherwise: "./rounds-data" },
  utility: { about: "the utility's folder name", otherwise: "utility" },
  meter: { about: "redecode: the meter's key", otherwise: "" },
  from: { about: "redecode: first day, UTC", otherwise: "" },
  to: { about: "redecode: the day after the last, UTC", otherwise: "" },
  into: { about: "backup: folder to make, one that is not there yet", otherwise: "" },
} as const;

const WHEN_FULL =
  "Nothing was lost. Make room, then run this again; vacuum takes as much again as the store is large.";
const HOW_TO = "Say one of: check, fold, vacuum, redecode, backup.";
const [task = "", ...rest] = process.argv.slice(2);
const flags = parseFlags(rest, FLAGS);
if (!flags.ok) exitWith(2, flags.error);
const masterKey = readMasterKey(process.env);
if (!masterKey.ok) exitWith(2, masterKey.error);
const utility = flags.value.utility ?? FLAGS.utility.otherwise;
if (!isUtilityId(utility)) exitWith(2, "--utility takes lower-case letters, digits and hyphens.");
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const TASKS: Readonly<Record<string, (store: OpenedStore) => Promise<number>>> = {
  check: async ({ readings, upkeep }) => {
    const { blocks, problems } = await upkeep.check();
    for (const problem of problems) say(problem);
    const count = await readings.count();
    say(
      problems.length === 0
        ? `All is well: ${count} readings, ${blocks} blocks.`
        : `${problems.length === 1 ? "1 problem" : `${problems.length} problems`} in ${blocks} blocks. What else is there can be read.`,
    );
    return problems.length === 0 ? 0 : 1;
  },
  fold: async ({ readings, upkeep }) => {
    await upkeep.fold();
    say(`${await readings.count()} readings are in blocks.`);
    return 0;
  },
  vacuum: async ({ upkeep }) => {
    await upkeep.vacuum();
    say("Unused space is the disk's again.");
    return 0;
  },
};

const work = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
if (!work && task !== "redecode" && task !== "backup") exitWith(2, HOW_TO);
const dataFolder = flags.value.data ?? FLAGS.data.otherwise;
if (!listUtilities(dataFolder).includes(utility)) {
  exitWith(1, `There is no utility "${utility}" in ${dataFolder}.`);
}
const place = { dataFolder, utility, masterKey: masterKey.value };
if (work) {
  const store = await openUtilityStore(place);
  if (!store.ok) exitWith(1, describeStartError(store.error));
  try {
    process.exitCode = await work(store.value);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    say(error.code === "storage.disk-full" ? `${error.message} ${WHEN_FULL}` : error.message);
    process.exitCode = 1;
  }
  await store.value.close();
} else {
  const { meter = "", from = "", to = "", into = "" } = flags.value;
  const { code, text } =
    task === "backup"
      ? await backUp(place, into)
      : await redecode({ ...place, report: say }, { meter, from, to });
  say(text);
  process.exitCode = code;
}
