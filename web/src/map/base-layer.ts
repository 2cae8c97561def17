import type { FeatureLike } from "ol/Feature.js";
import ImageTile from "ol/ImageTile.js";
import type BaseLayer from "ol/layer/Base.js";
import TileLayer from "ol/layer/Tile.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import DataTile from "ol/source/DataTile.js";
import XYZ from "ol/source/XYZ.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import type Tile from "ol/Tile.js";
import { createXYZ } from "ol/tilegrid.js";
import { PMTilesVectorSource } from "ol-pmtiles";
import { type Header, PMTiles, TileType } from "pmtiles";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import { KeptRanges } from "./kept-tiles.ts";
import type { MapPalette } from "./map-frame.ts";
import { CLOSEST_KEPT_ZOOM } from "./plan-tiles.ts";
import type { TileKeeper } from "./tile-keys.ts";

export interface BaseRules {
  /** Pieces of the map that are kept on this phone; absent: all comes over the network. */
  readonly keeper?: TileKeeper | undefined;
  readonly palette: () => MapPalette;
  /** Tells when pictures stop coming, and when they come again. */
  readonly onMissing: (isMissing: boolean) => void;
}

/** The utility's own base map. Rejects when its file cannot be read. */
export async function makeBaseLayer(
  { base, url }: Pick<MapSettings, "base" | "url">,
  { palette, onMissing, keeper }: BaseRules,
): Promise<BaseLayer> {
  if (base === "xyz") {
    // What is kept ends at this zoom: closer views show it larger, with network and without.
    const maxZoom = keeper ? CLOSEST_KEPT_ZOOM : 19;
    const source = new XYZ({ url, maxZoom, crossOrigin: "anonymous" });
    if (keeper) source.setTileLoadFunction((tile, address) => void loadPicture(tile, address, keeper));
    watchTiles(source, onMissing, keeper !== undefined);
    // At the edge of what is kept the wider view stands in for the closer one.
    return new TileLayer({ source, preload: keeper ? WIDER_VIEWS : 0 });
  }
  // What reads the file takes a source as well; only the layers' types say an address.
  const from = keeper ? (new KeptRanges(url, keeper) as unknown as string) : url;
  const file = new PMTiles(from);
  const header = await file.getHeader();
  if (header.tileType !== TileType.Mvt) return new TileLayer({ source: picturesOf(file, header) });
  return new VectorTileLayer({
    declutter: true,
    source: new PMTilesVectorSource({ url: from }),
    style: (feature, resolution) => styleOf(feature, resolution, palette()),
  });
}

/** A square that the file does not have is an error here: then a wider view of it is drawn, where there is one. */
const picturesOf = (file: PMTiles, { minZoom, maxZoom }: Header): DataTile =>
  new DataTile({
    tileGrid: createXYZ({ minZoom, maxZoom }),
    loader: async (z, x, y) => {
      const square = await file.getZxy(z, x, y);
      if (!square) throw new Error(`no square ${z}/${x}/${y}`);
      return createImageBitmap(new Blob([square.data]));
    },
  });

/** A kept picture needs no network; a square that is known to be empty stays so. */
async function loadPicture(tile: Tile, address: string, keeper: TileKeeper): Promise<void> {
  const image = tile instanceof ImageTile ? tile.getImage() : undefined;
  if (!(image instanceof HTMLImageElement)) return;
  const kept = await keeper.read(address).catch(() => undefined);
  if (!kept) {
    image.src = address;
    return;
  }
  const here = URL.createObjectURL(new Blob([Uint8Array.from(kept)]));
  image.addEventListener("load", () => URL.revokeObjectURL(here), { once: true });
  image.addEventListener("error", () => URL.revokeObjectURL(here), { once: true });
  image.src = here;
}

/** One picture may be missing at the edge of a map; none at all for so many is no map. */
const MOST_MISSING = 4;
const WIDER_VIEWS = 3;

/** `isKept`: a map that is here in part is there, however much is missing around it. */
function watchTiles(source: XYZ, onMissing: (isMissing: boolean) => void, isKept: boolean): void {
  let missing = 0;
  let hasSome = false;
  source.on("tileloaderror", () => {
    missing += 1;
    if (missing === MOST_MISSING && !(isKept && hasSome)) onMissing(true);
  });
  source.on("tileloadend", () => {
    if (missing >= MOST_MISSING) onMissing(false);
    missing = 0;
    hasSome = true;
  });
}

/** Calm enough to lie under points: ground, water, houses and roads, in the map's own colours. */
function styleOf(feature: FeatureLike, resolution: number, palette: MapPalette): Style | undefined {
  const layer = String(feature.get("layer") ?? "");
  const geometry = feature.getGeometry()?.getType() ?? "";
  if (/water/.test(layer)) return isArea(geometry) ? filled(palette.grid) : lined(palette.grid, 1);
  if (/building/.test(layer) && resolution < 8) return filled(palette.built);
  if (/road|transport|street/.test(layer) && !isArea(geometry))
    return lined(palette.street, resolution < 6 ? 3 : 1);
  if (/earth|land|countries/.test(layer) && isArea(geometry)) return filled(palette.land);
  return /boundar/.test(layer) ? lined(palette.streetEdge, 1) : undefined;
}

const isArea = (geometry: string): boolean => geometry.endsWith("Polygon");
const filled = (color: string): Style => new Style({ fill: new Fill({ color }) });
const lined = (color: string, width: number): Style => new Style({ stroke: new Stroke({ color, width }) });
