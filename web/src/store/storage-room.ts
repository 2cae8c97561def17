/** Room on this phone, in bytes, as far as the browser tells or lets itself be asked. */
export interface StorageRoom {
  readonly usedBytes: number;
  /** Of more than a day's telegrams need, no more is asked after. */
  readonly freeBytes: number;
}

/** How many bytes the browser would take, asked for up to `most`; `undefined`: it cannot be asked. */
export type AskRoom = (most: number) => Promise<number | undefined>;

/** What twelve hours at 20 telegrams a second take, as they lie in the browser's database (DESIGN D2). */
const DAY_BYTES = 80_000_000;
const HOURS_OF_DAY = 12;
const MUCH_PERCENT = 80;

/**
 * Browsers hide how much room there is: Chromium tells "what is used and 10 GiB more", however full the phone is.
 * So they are also asked for it: a file grows by as much, is not written to, and is given up.
 */
export async function measureRoom(
  storage: Pick<StorageManager, "estimate"> | undefined = globalThis.navigator?.storage,
  ask: AskRoom = growFile,
): Promise<StorageRoom | undefined> {
  const told = await storage?.estimate().catch(() => undefined);
  if (!told?.quota) return undefined;
  const usedBytes = told.usage ?? 0;
  // Less than a fifth of the whole is a quarter of what is used.
  const enough = Math.max(DAY_BYTES, Math.floor(usedBytes / 4) + 1);
  const most = Math.min(enough, Math.max(0, told.quota - usedBytes));
  return { usedBytes, freeBytes: Math.min(most, (await ask(most)) ?? most) };
}

/** That room gets short: less than a fifth of it is free, or less than a day's telegrams need. */
export interface ShortRoom {
  /** Share that is taken, in whole percent, never too early. */
  readonly usedPercent: number;
  /** Whole hours of a busy road that still have room. */
  readonly hours: number;
}

export function shortRoomOf(room: StorageRoom | undefined): ShortRoom | undefined {
  if (!room) return undefined;
  const { usedBytes, freeBytes } = room;
  const all = usedBytes + freeBytes;
  const usedPercent = all === 0 ? 100 : Math.floor((usedBytes / all) * 100);
  if (usedPercent < MUCH_PERCENT && freeBytes >= DAY_BYTES) return undefined;
  return { usedPercent, hours: Math.floor((freeBytes / DAY_BYTES) * HOURS_OF_DAY) };
}

/** How much of the room this browser tells of is taken, in whole percent; 0 where it does not say. */
export async function usedPercent(
  storage: Pick<StorageManager, "estimate"> | undefined = globalThis.navigator?.storage,
): Promise<number> {
  const nothing: StorageEstimate = {};
  const { usage = 0, quota = 0 } = (await storage?.estimate().catch(() => nothing)) ?? nothing;
  return quota > 0 ? Math.floor((usage / quota) * 100) : 0;
}

const MB = 1024 ** 2;

/**
 * Asks as somebody who writes to a file and gives it up: `truncate` makes room in a copy that is thrown away, so
 * nothing is written. (A file held by `createSyncAccessHandle` would be quicker, but takes the whole page down
 * with it where that is left at this moment.)
 */
async function growFile(most: number): Promise<number | undefined> {
  try {
    const folder = await globalThis.navigator?.storage?.getDirectory?.();
    const file = await folder?.getFileHandle("rounds-room", { create: true });
    return file && "createWritable" in file ? await mostThatFits(file, most) : undefined;
  } catch {
    return undefined;
  }
}

/** To a megabyte below what fits. */
async function mostThatFits(file: FileSystemFileHandle, most: number): Promise<number> {
  if (await fits(file, most)) return most;
  let free = 0;
  for (let over = most; over - free > MB; ) {
    const between = Math.floor((free + over) / 2);
    if (await fits(file, between)) free = between;
    else over = between;
  }
  return free;
}

/** A copy that was refused is spent: each question has its own. */
async function fits(file: FileSystemFileHandle, bytes: number): Promise<boolean> {
  const copy = await file.createWritable();
  try {
    await copy.truncate(bytes);
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") return false;
    throw error;
  } finally {
    await copy.abort().catch(() => undefined);
  }
}
