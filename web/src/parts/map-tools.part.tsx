import LassoSelect from "lucide-solid/icons/lasso-select";
import Palette from "lucide-solid/icons/palette";
import SquareDashed from "lucide-solid/icons/square-dashed-mouse-pointer";
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import type { PointMap } from "../map/draw-map.ts";
import type { Colouring } from "../points/place-points.ts";
import { IconButton } from "./button.part.tsx";

export interface MapToolsProps {
  readonly map: PointMap | undefined;
  readonly colouring: Colouring;
  readonly onColouring: (colouring: Colouring) => void;
  /** Picks these rows; absent where nothing can be picked. */
  readonly onPick?: ((rows: readonly number[]) => void) | undefined;
}

/** What the marks stand for, and picking points: by a ring drawn round them, or all that are in sight. */
export function MapTools(props: MapToolsProps): JSX.Element {
  const words = useWords();
  const [path, setPath] = createSignal<readonly (readonly [x: number, y: number])[]>();
  /** What was to be picked held no point: said until the next press, wherever it is. */
  const [none, setNone] = createSignal<"map.noneInRing" | "map.noneInSight">();
  let giveUp: (() => void) | undefined;
  const end = (): void => {
    giveUp?.();
    giveUp = undefined;
    setPath(undefined);
  };
  const pick = (rows: readonly number[], orNone: "map.noneInRing" | "map.noneInSight"): void => {
    setNone(rows.length === 0 ? orNone : undefined);
    if (rows.length > 0) props.onPick?.(rows);
  };
  const draw = (): void => {
    setNone(undefined);
    if (giveUp) {
      end();
      return;
    }
    setPath([]);
    giveUp = props.map?.drawRing({
      onMove: setPath,
      onDone: (rows) => {
        end();
        pick(rows, "map.noneInRing");
      },
    });
  };
  const onKey = ({ key }: KeyboardEvent): void => {
    if (key !== "Escape") return;
    setNone(undefined);
    if (giveUp) end();
  };
  const onPress = (): void => void setNone(undefined);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", onPress);
  onCleanup(() => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("pointerdown", onPress);
    giveUp?.();
  });
  return (
    <>
      <div class="map-buttons map-tools">
        <IconButton
          label={words.t(props.colouring === "kind" ? "map.byState" : "map.byKind")}
          icon={<Palette size={15} />}
          onPress={() => props.onColouring(props.colouring === "kind" ? "state" : "kind")}
        />
        <Show when={props.onPick}>
          <IconButton
            label={words.t(path() ? "map.lassoEnd" : "map.lasso")}
            icon={<LassoSelect size={15} />}
            onPress={draw}
          />
          <IconButton
            label={words.t("map.pickInSight")}
            icon={<SquareDashed size={15} />}
            onPress={() => pick(props.map?.rowsInSight() ?? [], "map.noneInSight")}
          />
        </Show>
      </div>
      <Show when={none()}>
        {(said) => (
          <p class="map-ring-hint" role="status">
            {words.t(said())}
          </p>
        )}
      </Show>
      <Show when={path()}>
        {(drawn) => (
          <>
            <svg class="map-ring" aria-hidden="true">
              <polygon
                points={drawn()
                  .map(([x, y]) => `${x},${y}`)
                  .join(" ")}
              />
            </svg>
            <p class="map-ring-hint" role="status">
              {words.t("map.lassoHint")}
            </p>
          </>
        )}
      </Show>
    </>
  );
}
