import { existsSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../shared/model/result.ts";
import type { StorageOpenError } from "./ports.ts";
import { openUtilityStore } from "./store/open-utility-store.ts";

export interface NewUtility {
  readonly dataFolder: string;
  readonly masterKey: Uint8Array;
  /** Folder name inside the data folder; also the word people sign in with. */
  readonly utility: string;
  /** As people read it. */
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
}

export type AddUtilityError =
  | StorageOpenError
  | { readonly kind: "utility-exists"; readonly utility: string };

/** Makes a utility's folder and store. A server that runs already serves it after its next start. */
export async function addUtility(added: NewUtility): Promise<Result<void, AddUtilityError>> {
  const { dataFolder, masterKey, utility, name, timeZone } = added;
  if (existsSync(join(dataFolder, utility))) return err({ kind: "utility-exists", utility });
  const store = await openUtilityStore({ dataFolder, utility, masterKey });
  if (!store.ok) return store;
  await store.value.settings.saveUtility({ name, timeZone });
  await store.value.close();
  return ok(undefined);
}
