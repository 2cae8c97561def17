import { For, type JSX, Show } from "solid-js";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import { useWords } from "../locales/words.ts";
import type { Colouring } from "../points/place-points.ts";
import { POINT_KINDS, type PointKind } from "../points/point-kind.ts";
import { POINT_STATES } from "../points/point-state.ts";
import { StateIcon } from "./state-icon.part.tsx";

/** Outlines of the kinds, as on the map. */
const SHAPES: Readonly<Record<PointKind | "unit", string>> = {
  water: "M8 3A5 5 0 1 1 8 13 5 5 0 0 1 8 3Z",
  heat: "M8 1.8 14.6 13.6H1.4Z",
  electricity: "M3 3H13V13H3Z",
  other: "M8 1 15 8 8 15 1 8Z",
  unit: "M8 1 14.1 4.5V11.5L8 15 1.9 11.5V4.5Z",
};

export interface MapLegendProps {
  readonly colouring: Colouring;
  readonly hasUnits: boolean;
  readonly unplaced: number;
  /** The base map that is shown. */
  readonly base: Pick<MapSettings, "base" | "attribution"> | undefined;
}

/** What the marks say, how many points have no place, and whose map lies below. */
export function MapLegend(props: MapLegendProps): JSX.Element {
  const words = useWords();
  const notes = (): readonly string[] => {
    const isSketched = (props.base?.base ?? "sketch") === "sketch";
    const below = isSketched ? words.t("map.sketch") : (props.base?.attribution ?? "");
    const unplaced = props.unplaced > 0 ? words.t("map.unplaced", props.unplaced) : "";
    return [below, unplaced].filter((note) => note !== "");
  };
  return (
    <div class="map-legend">
      <ul class="map-marks" data-colouring={props.colouring} aria-label={words.t("map.legend")}>
        <Show when={props.colouring === "kind"} fallback={<States />}>
          <For each={POINT_KINDS}>{(kind) => <Kind kind={kind} label={words.t(`map.kind.${kind}`)} />}</For>
        </Show>
        <Show when={props.hasUnits}>
          <Kind kind="unit" label={words.t("map.kind.unit")} />
        </Show>
      </ul>
      <p class="map-note">{notes().join(" · ")}</p>
    </div>
  );
}

function States(): JSX.Element {
  const words = useWords();
  return (
    <For each={POINT_STATES}>
      {(state) => (
        <li>
          <StateIcon state={state} size={11} />
          {words.t(`state.${state}`)}
        </li>
      )}
    </For>
  );
}

function Kind(props: { readonly kind: PointKind | "unit"; readonly label: string }): JSX.Element {
  return (
    <li>
      <svg
        class="map-kind"
        data-kind={props.kind}
        width="11"
        height="11"
        viewBox="0 0 16 16"
        aria-hidden="true"
      >
        <path d={SHAPES[props.kind]} />
      </svg>
      {props.label}
    </li>
  );
}
