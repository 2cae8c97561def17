import { createEffect, createMemo, createSignal, type JSX, Show } from "solid-js";
import { shiftTo } from "../../../../shared/model/chinese-datum.ts";
import { useWords } from "../../locales/words.ts";
import type { PointMap } from "../../map/draw-map.ts";
import { FieldMap } from "../../parts/field-map.part.tsx";
import { datumOf } from "../../parts/follow-map.ts";
import type { Replay } from "../../state/create-replay.ts";
import type { Field } from "../../state/field.ts";
import { useMapHere } from "../../state/map-here.ts";
import { useOffice } from "../../state/office.ts";

/** The replayed drive on the map of its round: what it has read so far, what it misses, and where the car was. */
export function ReplayMap(props: { readonly field: Field; readonly replay: Replay }): JSX.Element {
  const words = useWords();
  const { theme } = useOffice();
  const under = useMapHere(props.field);
  const [map, setMap] = createSignal<PointMap>();
  // Looked at once, not with every step: without network each look asks the server anew.
  const datum = createMemo(() => datumOf(under.settings()));
  createEffect(() => {
    const place = props.replay.now()?.place;
    if (!place) return map()?.setUnits([]);
    const [lon, lat] = shiftTo(datum(), [place.lon, place.lat]);
    map()?.setUnits([{ name: words.t("replay.car"), lon, lat }]);
  });
  return (
    <Show when={props.replay.cards().length > 0}>
      <div class="replay-map">
        <FieldMap
          cards={props.replay.cards()}
          markOf={props.replay.markOf}
          counts="read"
          under={under}
          beat={props.replay.now()}
          repaint={theme.repaint()}
          onMap={(opened) => setMap(() => opened)}
        />
      </div>
      <p class="field-note">{words.t("replay.bubbles")}</p>
      <Show when={props.replay.now()?.isPlaced === false}>
        <p class="field-note">{words.t("replay.noPlace")}</p>
      </Show>
    </Show>
  );
}
