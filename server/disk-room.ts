import { statfs } from "node:fs/promises";

/** Less room than this is said: at a quiet utility's pace there are weeks left, at a large one's a day. */
const LOW_BYTES = 1 << 30;
/** With less than this the next fold, or the next file of the journal, may find no room. */
const FULL_BYTES = 32 << 20;

/** What is wrong with the room on the disk a folder lies on; `undefined` where nothing is, or nobody can tell. */
export async function diskProblem(folder: string): Promise<"disk-full" | "disk-low" | undefined> {
  const disk = await statfs(folder).catch(() => undefined);
  if (!disk) return undefined;
  const freeBytes = disk.bavail * disk.bsize;
  if (freeBytes < FULL_BYTES) return "disk-full";
  return freeBytes < LOW_BYTES ? "disk-low" : undefined;
}
