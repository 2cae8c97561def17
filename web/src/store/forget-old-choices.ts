/** What the office kept of the weather and of firmware before it kept answers; nothing reads it any more. */
const OLD = /^rounds\.(weather|firmware)\./;

/** Takes it off this browser. */
export function forgetOldChoices(storage: Pick<Storage, "length" | "key" | "removeItem">): void {
  const names = Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? "");
  for (const name of names) if (OLD.test(name)) storage.removeItem(name);
}
