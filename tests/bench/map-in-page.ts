import { streetOf } from "../../shared/rooms/share-out.ts";
import { makeTown } from "../../shared/simulator/town.ts";
import { drawMap } from "../../web/src/map/draw-map.ts";

/** Script of the frames while somebody drags the map, milliseconds each. */
export interface MapRun {
  readonly frames: readonly number[];
  readonly points: number;
  /** Points in sight when the drag began. */
  readonly inSight: number;
}

const GREY = "#888888";
/** Marks of a round: a disc is left to read. */
const LEFT = 4;
const ZOOM_STEPS = 3;
const CALM_MS = 600;

const frameOf = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sums what all callbacks of one frame take, from now on. */
function watchFrames(): number[] {
  const spent: number[] = [];
  const real = globalThis.requestAnimationFrame.bind(globalThis);
  let frameAtMs = -1;
  globalThis.requestAnimationFrame = (work) =>
    real((atMs) => {
      const fromMs = performance.now();
      work(atMs);
      const ms = performance.now() - fromMs;
      if (atMs === frameAtMs) spent[spent.length - 1] = (spent.at(-1) ?? 0) + ms;
      else spent.push(ms);
      frameAtMs = atMs;
    });
  return spent;
}

/** Draws a town of so many points as a round's map has it, zooms in to its houses and drags it about. */
export async function dragMap(points: number): Promise<MapRun> {
  const town = makeTown({ seed: 7, points, fromHour: 480_000, toHour: 480_001 });
  const places = town.points.map(({ point }) => point);
  const element = document.createElement("div");
  element.style.cssText = "width: 412px; height: 700px";
  document.body.append(element);
  const spent = watchFrames();
  const palette = {
    land: GREY,
    built: GREY,
    street: GREY,
    streetEdge: GREY,
    grid: GREY,
    label: GREY,
    bubble: GREY,
    bubbleLine: GREY,
    text: GREY,
    selection: GREY,
    marks: [GREY, GREY, GREY, GREY, GREY, GREY],
  };
  const nothing = (): void => undefined;
  const map = drawMap(element, palette, { onHover: nothing, onSelect: nothing, onPlace: nothing });
  map.setPoints({
    lons: Float64Array.from(places, ({ lon }) => lon ?? Number.NaN),
    lats: Float64Array.from(places, ({ lat }) => lat ?? Number.NaN),
    marks: new Uint8Array(places.length).fill(LEFT),
    glyphs: new Uint8Array(places.length),
    streets: places.map(streetOf),
  });
  map.setShown(new Uint8Array(places.length).fill(1));
  map.fit(false);
  await pause(CALM_MS);
  map.zoomBy(ZOOM_STEPS);
  await pause(CALM_MS);
  const inSight = map.rowsInSight().length;
  spent.length = 0;
  await drag(element);
  const frames = spent.splice(0);
  map.close();
  return { frames, points: places.length, inSight };
}

/** A finger that draws circles on the map for four seconds. */
async function drag(element: HTMLElement): Promise<void> {
  const surface = element.querySelector(".ol-viewport") ?? element;
  const tell = (type: string, turn: number): void => {
    const at = { clientX: 206 + 120 * Math.cos(turn), clientY: 350 + 200 * Math.sin(turn) };
    const touch = {
      pointerId: 1,
      pointerType: "touch",
      isPrimary: true,
      button: 0,
      buttons: 1,
      bubbles: true,
    };
    surface.dispatchEvent(new PointerEvent(type, { ...touch, ...at }));
  };
  tell("pointerdown", 0);
  for (let n = 1; n <= 240; n++) {
    tell("pointermove", (n / 240) * 4 * Math.PI);
    await frameOf();
  }
  tell("pointerup", 4 * Math.PI);
}
