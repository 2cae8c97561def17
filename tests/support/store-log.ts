import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Where a browser with this profile keeps the stores of the app. */
function storeFolder(profile: string): string {
  const root = join(profile, "Default/IndexedDB");
  return join(root, readdirSync(root).find((name) => name.endsWith(".indexeddb.leveldb")) ?? "");
}

/** The log it writes them to. */
export function logFile(profile: string): string {
  const folder = storeFolder(profile);
  const logs = readdirSync(folder).filter((name) => name.endsWith(".log"));
  return join(folder, logs.sort().at(-1) ?? "none");
}

/** What lies there beside the log, and how long the list of it is: the same for as long as nothing is put in order. */
export function storeFiles(profile: string): string {
  const folder = storeFolder(profile);
  const names = readdirSync(folder).sort();
  const list = names.find((name) => name.startsWith("MANIFEST"));
  return `${names.join()} ${list === undefined ? 0 : statSync(join(folder, list)).size}`;
}
