import { type MapSettings, mapOriginOf } from "../../shared/model/map-settings.ts";
import type { AuditNote } from "../people-ports.ts";
import type { SettingsStore } from "../ports.ts";

/** A utility's map, at hand for every page that is sent: the page's policy names the server it comes from. */
export class KeptMap {
  readonly #store: SettingsStore;
  #settings: MapSettings;

  private constructor(store: SettingsStore, settings: MapSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  static async load(store: SettingsStore): Promise<KeptMap> {
    return new KeptMap(store, await store.map());
  }

  get settings(): MapSettings {
    return this.#settings;
  }

  /** The other server the base map comes from; `undefined` when there is none. */
  origin(): string | undefined {
    return this.#settings.base === "sketch" ? undefined : mapOriginOf(this.#settings.url);
  }

  async save(settings: MapSettings, note: AuditNote): Promise<void> {
    await this.#store.saveMap(settings, note);
    this.#settings = settings;
  }
}
