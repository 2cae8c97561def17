import type { Accessor } from "solid-js";
import { type MapSettings, NO_MAP } from "../../../shared/model/map-settings.ts";
import type { TileKeeper } from "../map/tile-keys.ts";
import { MapDatabase } from "../store/map-database.ts";
import { useMap } from "./create-map.ts";
import type { Field } from "./field.ts";

export interface MapHere {
  readonly settings: Accessor<MapSettings>;
  /** Pieces of it that are kept on this phone. */
  readonly keeper: TileKeeper;
}

let database: MapDatabase | undefined;

/** The utility's map under a round, with network and without. A training round is in a town no map has. */
export function useMapHere(field: Field): MapHere {
  const map = useMap();
  const keeper: TileKeeper = {
    read(key) {
      database ??= new MapDatabase();
      return database.read(key);
    },
  };
  return { settings: () => (field.isTraining ? NO_MAP : map.settings()), keeper };
}
