import { addUtility } from "../add-utility.ts";
import { invite } from "../auth/invite.ts";
import { readMasterKey } from "../config.ts";
import { isUtilityId, listUtilities } from "../open-deps.ts";
import type { StorageOpenError } from "../ports.ts";
import { describeStartError } from "../start-error.ts";
import { openUtilityStore } from "../store/open-utility-store.ts";
import { exitWith } from "./exit-with.ts";
import { parseFlags } from "./parse-flags.ts";

/**
 * The utilities of a data folder: `add NAME`, `list`, and `link NAME USER`, which prints a one-time
 * link to choose a new password when no administrator is left who could make one.
 */
const FLAGS = {
  data: { about: "data folder", otherwise: "./rounds-data" },
  title: { about: "the utility's name as people read it; default its folder name" },
  zone: { about: "IANA time zone", otherwise: "Europe/Copenhagen" },
  url: { about: "where the server is reached, for links", otherwise: "http://localhost:8080" },
} as const;

const HOW_TO = "Say one of: add NAME, list, link NAME USER.";
const args = process.argv.slice(2);
const firstFlag = args.findIndex((arg) => arg.startsWith("--"));
const words = firstFlag < 0 ? args : args.slice(0, firstFlag);
const flags = parseFlags(firstFlag < 0 ? [] : args.slice(firstFlag), FLAGS);
if (!flags.ok) exitWith(2, flags.error);
const given = flags.value;
const dataFolder = given.data ?? FLAGS.data.otherwise;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const [action, name = "", user = ""] = words;
if (action === "list" && words.length === 1) list();
else if (action === "add" && words.length === 2) await add();
else if (action === "link" && words.length === 3) await link();
else exitWith(2, HOW_TO);

function list(): void {
  const found = listUtilities(dataFolder);
  say(found.length === 0 ? `There is no utility in ${dataFolder}.` : found.join("\n"));
}

async function add(): Promise<void> {
  if (!isUtilityId(name)) exitWith(2, `"${name}" is no name: take lower-case letters, digits and hyphens.`);
  const timeZone = given.zone ?? FLAGS.zone.otherwise;
  if (!isTimeZone(timeZone)) exitWith(2, `"${timeZone}" is no time zone: take one such as Europe/Berlin.`);
  const masterKey = masterKeyOrExit();
  const added = await addUtility({
    dataFolder,
    masterKey,
    utility: name,
    name: given.title ?? name,
    timeZone,
  });
  if (added.ok)
    say(`"${name}" is there. Start the server anew: it prints a link for the first administrator.`);
  else if (added.error.kind === "utility-exists")
    exitWith(1, `There is something called "${name}" in ${dataFolder} already.`);
  else exitWith(1, describeStartError(added.error));
}

async function link(): Promise<void> {
  if (!listUtilities(dataFolder).includes(name))
    exitWith(1, `There is no utility "${name}" in ${dataFolder}.`);
  const opened = await openUtilityStore({ dataFolder, utility: name, masterKey: masterKeyOrExit() });
  if (!opened.ok) exitWith(1, describeStartError(opened.error satisfies StorageOpenError));
  const store = opened.value;
  const found = await store.people.findUser(user);
  if (!found) {
    await store.close();
    exitWith(1, `Nobody in "${name}" has the user name "${user}".`);
  }
  const { person } = found;
  const { token } = await invite(
    store.invitations,
    { utility: name, kind: "password", personId: person.id },
    {
      atMs: Date.now(),
      event: "invitation.created",
      by: { name: "command on the server", address: "", computer: "" },
      target: { kind: "person", id: person.id, name: person.name },
    },
  );
  await store.close();
  say(`${person.name} can choose a new password with this link, once, within 7 days:`);
  say(`  ${given.url ?? FLAGS.url.otherwise}/invitation#${token}`);
}

function masterKeyOrExit(): Uint8Array {
  const masterKey = readMasterKey(process.env);
  if (!masterKey.ok) exitWith(2, masterKey.error);
  return masterKey.value;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
