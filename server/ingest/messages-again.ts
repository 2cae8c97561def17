import { fragmentNumberOf, fragmentSenderOf } from "../../shared/codecs/wmbus/join-fragments.ts";
import { decodeWmbusFrame } from "../../shared/codecs/wmbus/wmbus-frame.ts";
import type { Journal, JournalEntry } from "../ports.ts";

/** Entries before a message's last telegram among which its first ones are looked for. */
const LOOKED_BACK = 256;

/**
 * Entries to be read again, each with those before it without which it says nothing: the earlier telegrams of a message
 * that came in several. The entry that was asked for is the last of its own. In the order of the time they were heard.
 */
export async function messagesAgain(
  journal: Pick<Journal, "find" | "after">,
  seqs: readonly number[],
): Promise<(readonly JournalEntry[])[]> {
  const messages: (readonly JournalEntry[])[] = [];
  for (const seq of seqs) {
    const entry = await journal.find(seq);
    if (entry) messages.push([...(await earlierPartsOf(journal, entry)), entry]);
  }
  return messages.sort((a, b) => endOf(a) - endOf(b));
}

const endOf = (message: readonly JournalEntry[]): number => message.at(-1)?.rxAtMs ?? 0;

/** From its first telegram on, as they were heard. */
async function earlierPartsOf(
  journal: Pick<Journal, "after">,
  { seq, ...last }: JournalEntry,
): Promise<readonly JournalEntry[]> {
  const part = partOf(last);
  if (!part || part.number === 1) return [];
  const before = await journal.after(Math.max(0, seq - 1 - LOOKED_BACK), LOOKED_BACK);
  const parts: JournalEntry[] = [];
  for (const entry of before.toReversed()) {
    const earlier = entry.seq < seq ? partOf(entry) : undefined;
    if (earlier?.sender !== part.sender) continue;
    parts.unshift(entry);
    if (earlier.number === 1) return parts;
  }
  return [];
}

function partOf({ bytes, link }: Pick<JournalEntry, "bytes" | "link">) {
  const frame = link === "wmbus" ? decodeWmbusFrame(bytes) : undefined;
  const number = frame?.ok ? fragmentNumberOf(frame.value.bytes) : undefined;
  return frame?.ok && number !== undefined
    ? { number, sender: fragmentSenderOf(frame.value.bytes) }
    : undefined;
}
