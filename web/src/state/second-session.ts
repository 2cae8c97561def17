/** A browser that is killed while it writes may throw all of `localStorage` away: who is in is kept a second time. */
const SHELF = "rounds-session";

export const keepSecond = (text: string | null): Promise<unknown> =>
  withShelf<unknown>((shelf) => (text === null ? shelf.delete("/") : shelf.put("/", new Response(text))));

export const readSecond = (): Promise<string | null> =>
  withShelf(async (shelf) => (await shelf.match("/"))?.text()).then((text) => text ?? null);

/** Nothing where a browser has no such shelves: only its secure pages do. */
async function withShelf<T>(use: (shelf: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await use(await caches.open(SHELF));
  } catch {
    return undefined;
  }
}
