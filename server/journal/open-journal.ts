import { constants } from "node:fs";
import { access, mkdir, open, readdir, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { StorageOpenError } from "../ports.ts";
import { JournalSegment } from "./journal-segment.ts";
import { type AppendBytes, appendDurably, SegmentedJournal } from "./segmented-journal.ts";

export interface JournalOptions {
  /** A segment is closed when it has grown beyond this many bytes. */
  readonly segmentBytes?: number;
  /** How bytes get on disk; tests put a failing disk here. */
  readonly appendBytes?: AppendBytes;
}

const SEGMENT_BYTES = 64 << 20;

/**
 * Opens (or begins) the journal in `folder`: `00000001.journal`, `00000002.journal` and on. A record
 * cut short by a crash at the very end was never acknowledged; it is cut off and counted in
 * `tornBytes`.
 */
export async function openJournal(
  folder: string,
  options: JournalOptions = {},
): Promise<Result<SegmentedJournal, StorageOpenError>> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return await openSegments(folder, options);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return err({ kind: "not-writable", path: folder, reason });
  }
}

async function openSegments(
  folder: string,
  options: JournalOptions,
): Promise<Result<SegmentedJournal, StorageOpenError>> {
  const names = (await readdir(folder)).sort();
  for (const name of names) if (name.endsWith(".new")) await rm(join(folder, name));
  const paths = names.filter((name) => /^\d{8}\.journal$/.test(name)).map((name) => join(folder, name));
  const segments: JournalSegment[] = [];
  let tornBytes = 0;
  for (const [index, path] of paths.entries()) {
    const fileBytes = (await stat(path)).size;
    const isNewest = index === paths.length - 1;
    const segment = await (isNewest ? JournalSegment.scan(path) : JournalSegment.open(path, fileBytes));
    if (!segment) return err({ kind: "not-a-journal", path });
    if (isNewest) tornBytes = fileBytes - segment.byteLength;
    segments.push(segment);
  }
  const newest = segments.at(-1) ?? (await beginJournal(folder));
  if (segments.length === 0) segments.push(newest);
  if (tornBytes > 0) await truncate(newest.path, newest.byteLength);
  return ok(
    new SegmentedJournal({
      folder,
      segments,
      tornBytes,
      segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
      appendBytes: options.appendBytes ?? appendDurably,
    }),
  );
}

async function beginJournal(folder: string): Promise<JournalSegment> {
  const segment = await JournalSegment.create(join(folder, "00000001.journal"), 1);
  await syncFolder(folder);
  return segment;
}

/** A new name in a folder is durable only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync();
  await handle.close();
}
