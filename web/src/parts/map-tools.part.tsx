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
  let giveUp: (() => void) | undefined;
  const end = (): void => {
    giveUp?.();
    giveUp = undefined;
    setPath(undefined);
  };
  const draw = (): void => {
    if (giveUp) {
      end();
      return;
    }
    setPath([]);
    giveUp = props.map?.drawRing({
      onMove: setPath,
      onDone: (rows) => {
        end();
        props.onPick?.(rows);
      },
    });
  };
  const onKey = ({ key }: KeyboardEvent): void => {
    if (key === "Escape" && giveUp) end();
  };
  document.addEventListener("keydown", onKey);
  onCleanup(() => {
    document.removeEventListener("keydown", onKey);
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
            onPress={() => props.onPick?.(props.map?.rowsInSight() ?? [])}
          />
        </Show>
      </div>
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
