import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { WireTelegram } from "../../shared/model/wire.ts";
import type { Untold } from "./clock-leaps.ts";
import { offSince } from "./date-note.ts";
import type { FileCommand, IntakeAnswer } from "./intake-protocol.ts";
import { telegramOf } from "./outbox.ts";
import type { FrameJournal } from "./store/frame-journal.ts";
import type { FrameChunk, StoredFrame } from "./store/local-database.ts";

/**
 * Telegrams in a file, for a phone that is full or has no network: lines of JSON. The first line says
 * what it is and whose, `{"journal":"rounds 1","phone":"<id>"}`; each other one is a telegram as
 * `POST /api/v1/hearings` takes it. Any browser that is signed in can hand it over; telegrams the server
 * has already are the same ones to it.
 */
const KIND = "rounds 1";
/** What the clock was wrong by when something was noted, milliseconds. */
type OffOf = (note: Untold) => number;

const CHUNKS = 500;
const PHONE_ID = /^[A-Za-z0-9-]{8,64}$/;

/** Saves the journal to a file, or removes from it what lies in one. */
export async function useFile(
  command: FileCommand,
  journal: Pick<FrameJournal, "after" | "drop">,
  phone: string,
): Promise<IntakeAnswer> {
  if (command.kind === "save-journal") return writeJournalFile(journal, phone, offSince);
  const removed = await removeSaved(journal, command.file, offSince);
  return removed.ok ? { removed: removed.value } : removed.error;
}

/** Everything the journal holds, sent or not; a few hundred chunks are in memory at a time. */
export async function writeJournalFile(
  journal: Pick<FrameJournal, "after">,
  phone: string,
  offOf: OffOf,
): Promise<Blob> {
  const parts: Blob[] = [new Blob([`${JSON.stringify({ journal: KIND, phone })}\n`])];
  for (let at = 0; ; ) {
    const chunks = await journal.after(at, CHUNKS);
    const last = chunks.at(-1);
    if (!last) return new Blob(parts, { type: "application/x-ndjson" });
    at = last.id;
    const lines = chunks.flatMap(({ frames }) =>
      frames.map((frame) => `${JSON.stringify(telegramOf(frame, offOf(frame)))}\n`),
    );
    // A blob of blobs may lie on disk; a growing text may not.
    parts.push(new Blob(lines));
  }
}

export interface JournalFile {
  readonly phone: string;
  readonly telegrams: readonly WireTelegram[];
}

/** Lines that were cut off at the end are left out; a file of anything else is refused. */
export function readJournalFile(text: string): Result<JournalFile, "journal-file.unreadable"> {
  const [first = "", ...lines] = text.split("\n");
  const phone = phoneOf(first);
  if (phone === undefined) return err("journal-file.unreadable");
  const telegrams = lines.flatMap((line) => {
    const telegram = parseLine(line);
    return typeof telegram?.["raw"] === "string" ? [telegram as unknown as WireTelegram] : [];
  });
  return ok({ phone, telegrams });
}

/** A clock may be put right by so much between saving a file and showing it. */
const NEAR_MS = 60_000;

/**
 * Removes from the journal what lies in a file it was saved to, and nothing else: a chunk goes only when each of its
 * telegrams is found in the file, in the journal's order and at its time. How many telegrams went.
 */
export async function removeSaved(
  journal: Pick<FrameJournal, "after" | "drop">,
  file: Blob,
  offOf: OffOf,
): Promise<Result<number, "journal-file.unreadable">> {
  const lines = linesOf(file);
  const first = await lines.next();
  if (first.done || phoneOf(first.value) === undefined) return err("journal-file.unreadable");
  let removed = 0;
  for (let at = 0; ; ) {
    const chunks = await journal.after(at, CHUNKS);
    const saved: FrameChunk[] = [];
    for (const chunk of chunks) {
      if (!(await areNext(lines, chunk.frames, offOf))) break;
      saved.push(chunk);
      removed += chunk.frames.length;
    }
    await journal.drop(saved);
    at = saved.at(-1)?.id ?? at;
    if (saved.length < Math.max(1, chunks.length)) return ok(removed);
  }
}

/** Whether these telegrams follow in the file; lines in between are of what the journal has no more. */
async function areNext(
  lines: AsyncGenerator<string, void, undefined>,
  frames: readonly StoredFrame[],
  offOf: OffOf,
): Promise<boolean> {
  for (const frame of frames) {
    const atMs = frame.atMs + (frame.offMs ?? offOf(frame));
    const raw = formatHex(frame.bytes);
    for (;;) {
      const line = await lines.next();
      if (line.done) return false;
      const telegram = parseLine(line.value);
      const rxAt = telegram?.["rxAt"];
      const isNear = typeof rxAt === "number" && Math.abs(rxAt - atMs) < NEAR_MS;
      if (isNear && telegram?.["raw"] === raw) break;
    }
  }
  return true;
}

/** A day's file is some two hundred megabytes: it is never in memory as a whole. */
export async function* linesOf(file: Blob): AsyncGenerator<string, void, undefined> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    yield* lines;
    if (done) return;
  }
}

/** Whose file of telegrams begins with this line. */
export function phoneOf(line: string): string | undefined {
  const head = parseLine(line);
  const phone = head?.["phone"];
  return head?.["journal"] === KIND && typeof phone === "string" && PHONE_ID.test(phone) ? phone : undefined;
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
