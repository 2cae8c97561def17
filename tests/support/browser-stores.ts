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

export const databaseNames = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name = "" }) => name).sort());
