import { err, ok, type Result } from "../../shared/model/result.ts";
import type { WireTelegram } from "../../shared/model/wire.ts";
import { telegramOf } from "./outbox.ts";
import type { FrameJournal } from "./store/frame-journal.ts";

/**
 * Telegrams in a file, for a phone that is full or has no network: lines of JSON. The first line says
 * what it is and whose, `{"journal":"rounds 1","phone":"<id>"}`; each other one is a telegram as
 * `POST /api/v1/hearings` takes it. Any browser that is signed in can hand it over; telegrams the server
 * has already are the same ones to it.
 */
const KIND = "rounds 1";
const CHUNKS = 500;
const PHONE_ID = /^[A-Za-z0-9-]{8,64}$/;

/** Everything the journal holds, sent or not; a few hundred chunks are in memory at a time. */
export async function writeJournalFile(
  journal: Pick<FrameJournal, "after">,
  phone: string,
  offMs: number,
): Promise<Blob> {
  const parts: Blob[] = [new Blob([`${JSON.stringify({ journal: KIND, phone })}\n`])];
  for (let at = 0; ; ) {
    const chunks = await journal.after(at, CHUNKS);
    const last = chunks.at(-1);
    if (!last) return new Blob(parts, { type: "application/x-ndjson" });
    at = last.id;
    const lines = chunks.flatMap(({ frames }) =>
      frames.map((frame) => `${JSON.stringify(telegramOf(frame, offMs))}\n`),
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
  const head = parseLine(first);
  const phone = head?.["phone"];
  if (head?.["journal"] !== KIND || typeof phone !== "string" || !PHONE_ID.test(phone))
    return err("journal-file.unreadable");
  const telegrams = lines.flatMap((line) => {
    const telegram = parseLine(line);
    return typeof telegram?.["raw"] === "string" ? [telegram as unknown as WireTelegram] : [];
  });
  return ok({ phone, telegrams });
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
