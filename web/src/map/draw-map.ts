import DragPan from "ol/interaction/DragPan.js";
import { defaults as defaultInteractions } from "ol/interaction/defaults.js";
import type BaseLayer from "ol/layer/Base.js";
import Layer from "ol/layer/Layer.js";
import OlMap, { type FrameState } from "ol/Map.js";
import View from "ol/View.js";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import type { MapFrame, MapPalette } from "./map-frame.ts";
import { extentOf, type PlacedPoints, projectPlace } from "./point-cloud.ts";
import { PointScene } from "./point-scene.ts";
import type { TileKeeper } from "./tile-keys.ts";

export interface MapListener {
  /** The pointer is over this row's point, at this place of the map; over none when `undefined`. */
  onHover(row: number | undefined, px?: readonly [x: number, y: number]): void;
  onSelect(row: number | undefined): void;
  /** Where the selected point now is, in pixels of the map; `undefined` when nothing is selected. */
  onPlace(px: readonly [x: number, y: number] | undefined): void;
}

export interface PointMap {
  setPoints(points: PlacedPoints): void;
  /** 1 where a row is shown. */
  setShown(keeps: Uint8Array): void;
  setMark(row: number, mark: number): void;
  /** Bubbles say how many of their points have this mark. */
  countMark(mark: number): void;
  /** Marks a point, and brings it into sight where it is out of it. */
  select(row: number | undefined): void;
  hover(row: number | undefined): void;
  setPalette(palette: MapPalette): void;
  /** 1 where a row is picked. */
  setPicked(picked: Uint8Array): void;
  /** Collection units by name and position, degrees as the base map shows them. */
  setUnits(units: readonly { readonly name: string; readonly lon: number; readonly lat: number }[]): void;
  /** Lays the utility's own map below the points, and says whether it is missing, now and later. */
  setBase(
    base: Pick<MapSettings, "base" | "url">,
    onMissing: (isMissing: boolean) => void,
    keeper?: TileKeeper,
  ): void;
  /** The next drag draws a ring instead of moving the map. Returns how to give that up. */
  drawRing(listener: RingListener): () => void;
  /** Brings all shown points into sight. */
  fit(isAnimated: boolean): void;
  /** The same, only where none of them is in sight. */
  fitWhenLost(): void;
  zoomBy(steps: number): void;
  /** Shown rows whose points are in sight now. */
  rowsInSight(): readonly number[];
  close(): void;
}

export interface RingListener {
  /** The ring so far, in pixels of the map. */
  onMove(path: readonly (readonly [x: number, y: number])[]): void;
  /** The shown rows inside. */
  onDone(rows: readonly number[]): void;
}

const CALM_MS = 260;
const EDGE_PX = 24;
const CLOSEST_FIT_ZOOM = 17.5;
const FIT_PADDING_PX = [48, 48, 56, 48];

export function drawMap(element: HTMLElement, palette: MapPalette, listener: MapListener): PointMap {
  const scene = new PointScene();
  const canvas = document.createElement("canvas");
  canvas.style.position = "absolute";
  let colours = palette;
  const layer = new Layer({
    render: (state: FrameState | null) => {
      if (state) scene.paint(prepareFrame(canvas, state, colours));
      return canvas;
    },
  });
  const view = new View({
    center: [1_070_000, 7_570_000],
    zoom: 5,
    minZoom: 3,
    maxZoom: 19,
    enableRotation: false,
  });
  const map = new OlMap({
    target: element,
    layers: [layer],
    view,
    controls: [],
    interactions: defaultInteractions({
      altShiftDragRotate: false,
      pinchRotate: false,
      zoomDuration: CALM_MS,
    }),
  });
  const redraw = (): void => layer.changed();

  function fitRows(rows: Uint8Array, isAnimated: boolean): void {
    const extent = extentOf(scene.cloud, rows);
    if (!extent) return;
    const duration = isAnimated ? CALM_MS : 0;
    view.fit([...extent], { padding: FIT_PADDING_PX, maxZoom: CLOSEST_FIT_ZOOM, duration });
  }
  listen(map, element, { scene, listener, redraw, fitRows });

  return {
    ...changesOf(scene, redraw),
    select(row) {
      scene.selected = row;
      if (scene.hasPlace(row) && !isInSight(map, scene.placeOf(row))) {
        view.animate({ center: scene.placeOf(row), duration: CALM_MS });
      }
      redraw();
    },
    setBase: makeBaseSetter(map, { layer, palette: () => colours, scene }),
    drawRing: (ring) => listenForRing(map, element, scene, ring),
    setPalette(next) {
      colours = next;
      for (const one of map.getLayers().getArray()) one.changed();
    },
    fit: (isAnimated) => fitRows(scene.keeps, isAnimated),
    fitWhenLost() {
      if (!scene.hasAnyIn(view.calculateExtent(map.getSize()))) fitRows(scene.keeps, true);
    },
    rowsInSight: () => scene.shownIn(view.calculateExtent(map.getSize())),
    zoomBy: (steps) => view.animate({ zoom: (view.getZoom() ?? 0) + steps, duration: CALM_MS }),
    close: () => map.setTarget(undefined),
  };
}

/** The library's tiles are fetched only where a utility has a map of its own. Where it is missing, streets are sketched. */
function makeBaseSetter(
  map: OlMap,
  how: { readonly layer: Layer; readonly palette: () => MapPalette; readonly scene: PointScene },
): PointMap["setBase"] {
  let last = 0;
  const lay = (below?: BaseLayer): void => {
    map.setLayers(below ? [below, how.layer] : [how.layer]);
    how.scene.hasBase = below !== undefined;
    how.layer.changed();
  };
  return (settings, onMissing, keeper) => {
    last += 1;
    const turn = last;
    const say = (isMissing: boolean): void => {
      if (turn === last) onMissing(isMissing);
    };
    say(false);
    if (settings.base === "sketch") return lay();
    import("./base-layer.ts")
      .then(({ makeBaseLayer }) => makeBaseLayer(settings, { palette: how.palette, onMissing: say, keeper }))
      .then(
        (below) => turn === last && lay(below),
        () => {
          if (turn === last) lay();
          say(true);
        },
      );
  };
}

/** What changes the picture and not the view. */
function changesOf(
  scene: PointScene,
  redraw: () => void,
): Pick<PointMap, "setPoints" | "setShown" | "setMark" | "countMark" | "hover" | "setPicked" | "setUnits"> {
  return {
    setPoints(points) {
      scene.setPoints(points);
      redraw();
    },
    setShown(keeps) {
      if (scene.setShown(keeps)) redraw();
    },
    setMark(row, mark) {
      if (scene.setMark(row, mark)) redraw();
    },
    countMark(mark) {
      scene.countMark(mark);
      redraw();
    },
    hover(row) {
      if (scene.hovered === row) return;
      scene.hovered = row;
      redraw();
    },
    setPicked(picked) {
      scene.picked = Uint8Array.from(picked);
      redraw();
    },
    setUnits(units) {
      scene.units = units.map(({ name, lon, lat }) => {
        const [x, y] = projectPlace(lon, lat);
        return { name, x, y };
      });
      redraw();
    },
  };
}

function listenForRing(map: OlMap, element: HTMLElement, scene: PointScene, ring: RingListener): () => void {
  const path: (readonly [x: number, y: number])[] = [];
  const drags = map
    .getInteractions()
    .getArray()
    .filter((one) => one instanceof DragPan);
  const letGo = new AbortController();
  const end = (): void => {
    letGo.abort();
    for (const drag of drags) drag.setActive(true);
  };
  const begin = (event: PointerEvent): void => {
    // A ring may leave the map and come back; a second finger draws nothing.
    if (!event.isPrimary) return;
    element.setPointerCapture(event.pointerId);
    add(event);
  };
  const add = ({ clientX, clientY }: PointerEvent): void => {
    const { left, top } = element.getBoundingClientRect();
    path.push([clientX - left, clientY - top]);
    ring.onMove([...path]);
  };
  for (const drag of drags) drag.setActive(false);
  const { signal } = letGo;
  element.addEventListener("pointerdown", begin, { signal });
  element.addEventListener("pointercancel", () => path.splice(0), { signal });
  element.addEventListener("pointermove", (event) => path.length > 0 && event.isPrimary && add(event), {
    signal,
  });
  element.addEventListener(
    "pointerup",
    () => {
      if (path.length === 0) return;
      end();
      const places = path.map(([x, y]) => map.getCoordinateFromPixel([x, y]));
      ring.onDone(scene.rowsInside(places.map(([x = 0, y = 0]) => [x, y])));
    },
    { signal },
  );
  return end;
}

function isInSight(map: OlMap, place: [number, number]): boolean {
  const [x, y] = map.getPixelFromCoordinate(place) ?? [];
  const [width = 0, height = 0] = map.getSize() ?? [];
  if (x === undefined || y === undefined) return false;
  return x > EDGE_PX && y > EDGE_PX && x < width - EDGE_PX && y < height - EDGE_PX;
}

interface Wires {
  readonly scene: PointScene;
  readonly listener: MapListener;
  readonly redraw: () => void;
  readonly fitRows: (rows: Uint8Array, isAnimated: boolean) => void;
}

function listen(map: OlMap, element: HTMLElement, { scene, listener, redraw, fitRows }: Wires): void {
  const resolution = (): number => map.getView().getResolution() ?? 1;
  const hover = (row: number | undefined, px?: readonly [number, number]): void => {
    if (scene.hovered !== row) redraw();
    scene.hovered = row;
    listener.onHover(row, px);
  };
  map.on("pointermove", ({ dragging, coordinate, pixel: [x = 0, y = 0] }) => {
    if (dragging) return;
    const row = scene.rowNear(coordinate, resolution());
    const isOver = row !== undefined || scene.bubbleNear(coordinate, resolution()) !== undefined;
    element.classList.toggle("is-pointing", isOver);
    hover(row, [x, y]);
  });
  element.addEventListener("pointerleave", () => hover(undefined));
  map.on("click", ({ coordinate }) => {
    const bubble = scene.bubbleNear(coordinate, resolution());
    if (!bubble) return listener.onSelect(scene.rowNear(coordinate, resolution()));
    const only = new Uint8Array(scene.keeps.length);
    for (const row of bubble) only[row] = 1;
    fitRows(only, true);
  });
  map.on("postrender", () => {
    const { selected } = scene;
    const isShown = scene.hasPlace(selected) && scene.keeps[selected] === 1;
    const px = isShown ? map.getPixelFromCoordinate(scene.placeOf(selected)) : undefined;
    listener.onPlace(px ? [px[0] ?? 0, px[1] ?? 0] : undefined);
  });
}

function prepareFrame(canvas: HTMLCanvasElement, state: FrameState, palette: MapPalette): MapFrame {
  const [widthPx = 0, heightPx = 0] = state.size;
  const { pixelRatio } = state;
  const { resolution, center } = state.viewState;
  const [width, height] = [Math.round(widthPx * pixelRatio), Math.round(heightPx * pixelRatio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${widthPx}px`;
    canvas.style.height = `${heightPx}px`;
  }
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws no canvas");
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  const minX = (center[0] ?? 0) - (widthPx * resolution) / 2;
  const maxY = (center[1] ?? 0) + (heightPx * resolution) / 2;
  return { context, palette, widthPx, heightPx, resolution, minX, maxY };
}
