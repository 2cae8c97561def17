import type { Field } from "./field.ts";

/** Hands everything kept on this phone to the reader as a file; false where it could not be made. */
export async function saveJournalFile(field: Pick<Field, "saveJournal">): Promise<boolean> {
  const file = await field.saveJournal();
  if (!file) return false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `rounds-${new Date().toISOString().slice(0, 16).replace(":", "")}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}
