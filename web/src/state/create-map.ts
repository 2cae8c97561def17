import { type Accessor, createSignal } from "solid-js";
import { type MapSettings, NO_MAP, readMapSettings } from "../../../shared/model/map-settings.ts";
import { fetchMap, saveMap } from "../api/map-calls.ts";
import { keptMapOf, ownerOf, useOffice } from "./office.ts";
import type { StoredChoice } from "./stored-choice.ts";

/** The utility's map. The last one that is known draws a map without the server too. */
export interface OfficeMap {
  /** Asks the server when it is first looked at. */
  readonly settings: Accessor<MapSettings>;
  /** Whether the server said that it is so. */
  readonly isKnown: Accessor<boolean>;
  /** Why the server has not said it: the code of what went wrong when it was asked last. */
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  /** The code of what went wrong; `undefined` when it is saved. */
  save(settings: MapSettings): Promise<string | undefined>;
}

let shared: OfficeMap | undefined;

/** One for all screens: the server is asked once. */
export function useMap(): OfficeMap {
  const { session } = useOffice();
  shared ??= createMap(keptMapOf(ownerOf(session)));
  return shared;
}

function createMap(kept: StoredChoice): OfficeMap {
  const [settings, setSettings] = createSignal(readKept(kept.read()));
  const [isKnown, setKnown] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  let isAsked = false;
  const take = (map: MapSettings): void => {
    kept.write(JSON.stringify(map));
    setSettings(map);
    setKnown(true);
  };
  const ask = async (): Promise<void> => {
    isAsked = true;
    const answer = await fetchMap();
    setFailure(answer.ok ? undefined : answer.error.code);
    if (answer.ok) take(answer.value);
    else isAsked = false;
  };
  return {
    settings() {
      if (!isAsked) void ask();
      return settings();
    },
    isKnown,
    failure,
    reload: () => void ask(),
    async save(map) {
      const answer = await saveMap(map);
      if (!answer.ok) return answer.error.code;
      take(answer.value);
      return undefined;
    },
  };
}

function readKept(text: string | null): MapSettings {
  if (text === null) return NO_MAP;
  try {
    const map = readMapSettings(JSON.parse(text));
    return map.ok ? map.value : NO_MAP;
  } catch {
    return NO_MAP;
  }
}
