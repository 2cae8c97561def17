import { existsSync } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { StorageError } from "../ports.ts";
import { describeStartError } from "../start-error.ts";
import { copyStore } from "../store/copy-store.ts";
import { openUtilityStore } from "../store/open-utility-store.ts";

interface BackupPlace {
  readonly dataFolder: string;
  readonly utility: string;
  readonly masterKey: Uint8Array;
}

interface Said {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

interface Copied extends Said {
  /** The copy stays where it is. */
  readonly isKept?: true;
}

/**
 * Makes a data folder of its own with all of a utility, also while its server runs: what was acknowledged when this began
 * is in it. It has its name only once it is whole and was read again; one that was cut off is `<into>.part`.
 */
export async function backUp(place: BackupPlace, into: string): Promise<Said> {
  if (into === "") return { code: 2, text: "Say where: --into FOLDER, one that is not there yet." };
  if (existsSync(into))
    return { code: 1, text: `${into} is there already. Choose a folder that is not there yet.` };
  const part = `${resolve(into)}.part`;
  try {
    await rm(part, { recursive: true, force: true });
    const said = await copyInto(part, place);
    if (said.isKept !== true) await rm(part, { recursive: true, force: true });
    if (said.code !== 0) return said;
    await rename(part, into);
    await sync(dirname(into));
    return {
      ...said,
      text: `${said.text} It is in ${into}: a server started with --data ${into} goes on from it. The master key is not in it.`,
    };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    return { code: 1, text: sentenceOf(error, into) };
  }
}

async function copyInto(part: string, { utility, ...place }: BackupPlace): Promise<Copied> {
  const [from, to] = [join(place.dataFolder, utility), join(part, utility)];
  await mkdir(dirname(part), { recursive: true });
  // Whose place the data folder is no other user of the machine reads; nor its copy.
  for (const folder of [part, to]) await mkdir(folder, { mode: 0o700 });
  const copied = copyStore(join(from, STORE), join(to, STORE));
  if (!copied.ok) return { code: 1, text: describeStartError(copied.error) };
  // The journal behind the store: what was decoded is in it, and what came since is decoded after a start.
  for (const file of await filesIn(from)) await copyOne(join(from, file), join(to, file));
  const opened = await openUtilityStore({ ...place, utility, dataFolder: part });
  if (!opened.ok) return { code: 1, text: describeStartError(opened.error) };
  const { readings, upkeep, close } = opened.value;
  const look = async () => ({ ...(await upkeep.check()), count: await readings.count() });
  const { blocks, problems, count } = await look().finally(close);
  const files = [STORE, ...(await filesIn(to))];
  for (const path of [...files, ...new Set(files.map(dirname))]) await sync(join(to, path));
  const problem = `The backup has what is damaged in the store too, and was left in ${part}.`;
  return problems.length > 0
    ? { code: 1, text: [...problems, problem].join("\n"), isKept: true }
    : { code: 0, text: `${count} readings, ${blocks} blocks: all is well.`, isKept: true };
}

const STORE = "store.db";

/** All but the store's own, whose write-ahead log is in the copy already. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(STORE) && !entry.name.endsWith(".new"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** What the server took away meanwhile, an old part of the journal, is no loss. */
async function copyOne(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await copyFile(from, to);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path);
  await file.sync().finally(() => file.close());
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

function sentenceOf(error: unknown, into: string): string {
  if (codeOf(error) === "ENOSPC" || codeOf(error) === "storage.disk-full")
    return `The disk that ${into} is on is full: nothing was left there.`;
  if (error instanceof StorageError) return error.message;
  return `${into} cannot be written (${codeOf(error) || String(error)}): nothing was left there.`;
}
