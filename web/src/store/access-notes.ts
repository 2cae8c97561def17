import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { LocalDatabase } from "./local-database.ts";

const NAME = "access-notes.";

/** By point: what there is to know of getting to its meter, empty where there is nothing. */
export type AccessNotes = ReadonlyMap<string, string>;

/** A round's, as the office has them now. */
export const keepAccessNotes = (
  { marks }: LocalDatabase,
  roundId: string,
  notes: readonly (readonly [pointId: string, note: string])[],
): PromiseLike<unknown> => marks.put({ name: NAME + roundId, value: JSON.stringify(notes) });

/** Those of rounds that are no longer on this phone go. */
export async function dropAccessNotes({ marks }: LocalDatabase, roundIds: readonly string[]): Promise<void> {
  const names = await marks.where("name").startsWith(NAME).primaryKeys();
  await marks.bulkDelete(names.filter((name) => !roundIds.includes(name.slice(NAME.length))));
}

/** As the office had them at the last Send/Receive. */
export async function accessNotesOf(database: LocalDatabase, roundId: string): Promise<AccessNotes> {
  const kept = await database.mark(NAME + roundId);
  return new Map(JSON.parse(String(kept ?? "[]")));
}

/** Cards with what is known of access now; a point that is no longer its reader's to see stays as it was. */
export const withAccessNotes = (cards: readonly RoundCard[], notes: AccessNotes): readonly RoundCard[] =>
  notes.size === 0
    ? cards
    : cards.map((card) => ({ ...card, accessNote: notes.get(card.pointId) ?? card.accessNote }));
