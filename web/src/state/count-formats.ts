import { LocalDatabase } from "../store/local-database.ts";

/** How many frame formats are here: without its format a compact telegram says nothing. `undefined`: never fetched. */
export async function countFormats(): Promise<number | undefined> {
  const database = new LocalDatabase();
  try {
    const formats = await database.mark("formats");
    return typeof formats === "string" ? (JSON.parse(formats) as unknown[]).length : undefined;
  } finally {
    database.close();
  }
}
