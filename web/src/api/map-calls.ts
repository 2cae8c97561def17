import type { MapSettings } from "../../../shared/model/map-settings.ts";
import { type Answer, call } from "./call.ts";

export const fetchMap = (): Answer<MapSettings> => call("GET", "/api/v1/map");
export const saveMap = (map: MapSettings): Answer<MapSettings> => call("PUT", "/api/v1/map", { body: map });
