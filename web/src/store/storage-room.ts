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
 * So they are also asked for it: files grow by as much, are not written to, and shrink again.
 */
export async function measureRoom(
  storage: Pick<StorageManager, "estimate"> | undefined = globalThis.navigator?.storage,
  ask: AskRoom = growFiles,
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
/** Chromium sets room aside in powers of two from 1 to 128 MB: other sizes would be taken for more than they are. */
const WHOLE_STEP = 128 * MB;
const MOST_FILES = 16;

/** Only a worker may grow a file without writing to it. */
async function growFiles(most: number): Promise<number | undefined> {
  const files: GrowingFile[] = [];
  try {
    return await growAll(most, files);
  } catch {
    return undefined;
  } finally {
    for (const file of files) {
      file.truncate(0);
      file.close();
    }
  }
}

/** `files` holds what was opened, also where it failed half way. */
async function growAll(most: number, files: GrowingFile[]): Promise<number | undefined> {
  let free = 0;
  let isNextNeeded = true;
  for (let step = WHOLE_STEP; step >= MB && free < most && files.length < MOST_FILES; ) {
    const file = isNextNeeded ? await openFile(files.length) : files.at(-1);
    if (!file) return undefined;
    if (isNextNeeded) files.push(file);
    isNextNeeded = grows(file, step);
    if (isNextNeeded) free += step;
    // What does not fit twice into what is left is not tried again.
    if (!isNextNeeded || step < WHOLE_STEP) step /= 2;
  }
  return free;
}

function grows(file: GrowingFile, bytes: number): boolean {
  try {
    file.truncate(bytes);
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") return false;
    throw error;
  }
}

/** The part of the interface that is needed; only a dedicated worker has it. */
interface GrowingFile {
  truncate(bytes: number): void;
  close(): void;
}

async function openFile(n: number): Promise<GrowingFile | undefined> {
  const folder = await globalThis.navigator?.storage?.getDirectory?.();
  const file = (await folder?.getFileHandle(`rounds-room-${n}`, { create: true })) as
    | { createSyncAccessHandle?(): Promise<GrowingFile> }
    | undefined;
  return file?.createSyncAccessHandle?.();
}
