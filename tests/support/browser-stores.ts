import type { Page } from "playwright";

/** Everything a database of the page's origin holds, as text, by store; read past the app. */
export const readStores = (page: Page, name: string): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(async (database) => {
    const opened = indexedDB.open(database);
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const stores: Record<string, string> = {};
    for (const store of opened.result.objectStoreNames) {
      const asked = opened.result.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => asked.addEventListener("success", resolve));
      stores[store] = JSON.stringify(asked.result, (_, value: unknown) =>
        value instanceof Uint8Array ? [...value] : value,
      );
    }
    opened.result.close();
    return stores;
  }, name);

/** A store of the page's only database whose name begins so; nothing while there is none. */
export async function readKept(page: Page, database: string, store: string): Promise<string> {
  const name = (await databaseNames(page)).find((one) => one.startsWith(database));
  return name === undefined ? "" : ((await readStores(page, name))[store] ?? "");
}

/** Whether a room with this text in it is kept in the browser: a second later than it was said. */
export const isKeptInRoom = async (page: Page, text: string): Promise<boolean> =>
  (await readKept(page, "rounds-rooms-", "rooms")).includes([...Buffer.from(text)].join());

export const databaseNames = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name = "" }) => name).sort());
