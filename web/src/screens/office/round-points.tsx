import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import type { RoundCard, RoundView } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import type { PointMap } from "../../map/draw-map.ts";
import { Button } from "../../parts/button.part.tsx";
import { FieldMap } from "../../parts/field-map.part.tsx";
import { type Choice, RoundStreets, type StreetRead } from "../../parts/round-streets.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { sumStreets } from "../../rounds/sum-streets.ts";
import { useOffice } from "../../state/office.ts";
import "../../parts/round-fields.css";

/** The points by street and on the map; what is chosen can be given to somebody. */
export function RoundPoints(props: {
  readonly view: RoundView;
  readonly isFixed: boolean;
  readonly readOf: (pointId: string) => { readonly atMs: number; readonly by: string } | undefined;
  readonly onGive: (pointIds: readonly string[], readerId: string | null) => void;
}): JSX.Element {
  const words = useWords();
  const [show, setShow] = createSignal<"streets" | "map">("streets");
  const [isOnlyLeft, setOnlyLeft] = createSignal(false);
  const [map, setMap] = createSignal<PointMap>();
  const choice = createChoice();
  const names = createMemo(() => new Map(props.view.readers.map(({ id, name }) => [id, name])));
  const nameOf = (id: string | undefined): string =>
    id === undefined ? words.t("road.rounds.anybody") : (names().get(id) ?? id);
  const isRead = (id: string): boolean => props.readOf(id) !== undefined;
  const cards = createMemo(() =>
    isOnlyLeft() ? props.view.cards.filter(({ pointId }) => !isRead(pointId)) : props.view.cards,
  );
  const readOf = (id: string): StreetRead | undefined => {
    const read = props.readOf(id);
    return read && { atMs: read.atMs, name: nameOf(read.by) };
  };
  return (
    <section class="round-points" aria-label={words.t("road.rounds.source")}>
      <div class="round-points-tools">
        <ViewTools show={show()} onShow={setShow} isOnlyLeft={isOnlyLeft()} onOnlyLeft={setOnlyLeft} />
        <Show when={!props.isFixed}>
          <ChoiceTools
            choice={choice}
            readers={props.view.readers}
            onSeen={
              show() === "map"
                ? () =>
                    choice.onChoose(
                      (map()?.rowsInSight() ?? []).flatMap((row) => cards()[row]?.pointId ?? []),
                      true,
                    )
                : undefined
            }
            onGive={props.onGive}
          />
        </Show>
      </div>
      <Show
        when={show() === "map"}
        fallback={
          <RoundStreets
            streets={sumStreets(cards(), isRead)}
            readOf={readOf}
            nameOf={nameOf}
            choice={props.isFixed ? undefined : choice}
          />
        }
      >
        <RoundMap
          cards={cards()}
          isRead={isRead}
          choice={props.isFixed ? undefined : choice}
          beat={props.view}
          onMap={setMap}
        />
      </Show>
    </section>
  );
}

interface OpenChoice extends Choice {
  onNone(): void;
}

function createChoice(): OpenChoice {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  return {
    get chosen() {
      return chosen();
    },
    onChoose(ids, isChosen) {
      const next = new Set(chosen());
      for (const id of ids) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      setChosen(next);
    },
    onNone: () => setChosen(new Set<string>()),
  };
}

function RoundMap(props: {
  readonly cards: readonly RoundCard[];
  readonly isRead: (pointId: string) => boolean;
  readonly choice: Choice | undefined;
  /** Changes with what is read. */
  readonly beat: unknown;
  readonly onMap: (map: PointMap) => void;
}): JSX.Element {
  const { theme } = useOffice();
  const [beat, setBeat] = createSignal(0);
  createEffect(
    on([() => props.choice?.chosen, () => props.beat], () => setBeat((count) => count + 1), { defer: true }),
  );
  const markOf = (id: string): "chosen" | "read" | "left" => {
    if (props.choice?.chosen.has(id)) return "chosen";
    return props.isRead(id) ? "read" : "left";
  };
  return (
    <div class="round-map">
      <FieldMap
        cards={props.cards}
        markOf={markOf}
        beat={beat()}
        repaint={theme.repaint()}
        onMap={props.onMap}
        onSelect={(id) => props.choice?.onChoose([id], !props.choice.chosen.has(id))}
      />
    </div>
  );
}

function ViewTools(props: {
  readonly show: "streets" | "map";
  readonly onShow: (show: "streets" | "map") => void;
  readonly isOnlyLeft: boolean;
  readonly onOnlyLeft: (isOnlyLeft: boolean) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <Segmented
        name="round-points"
        label={words.t("road.read.view")}
        segments={[
          { value: "streets", label: words.t("road.rounds.streets") },
          { value: "map", label: words.t("road.rounds.map") },
        ]}
        value={props.show}
        onChoose={props.onShow}
      />
      <label class="round-check">
        <input
          type="checkbox"
          checked={props.isOnlyLeft}
          onChange={(event) => props.onOnlyLeft(event.currentTarget.checked)}
        />
        <span>{words.t("road.rounds.onlyLeft")}</span>
      </label>
    </>
  );
}

function ChoiceTools(props: {
  readonly choice: OpenChoice;
  readonly readers: RoundView["readers"];
  readonly onSeen: (() => void) | undefined;
  readonly onGive: (pointIds: readonly string[], readerId: string | null) => void;
}): JSX.Element {
  const words = useWords();
  const give = (readerId: string): void => {
    if (readerId === "") return;
    props.onGive([...props.choice.chosen], readerId === ANYBODY ? null : readerId);
    props.choice.onNone();
  };
  return (
    <>
      <Show when={props.onSeen}>
        {(choose) => <Button label={words.t("road.rounds.chooseSeen")} onPress={choose()} />}
      </Show>
      <Show when={props.choice.chosen.size > 0}>
        <fieldset class="round-give" aria-label={words.t("road.rounds.giveTo")}>
          <strong>{words.t("road.rounds.chosen", props.choice.chosen.size)}</strong>
          <select
            class="round-input round-readers-choice"
            aria-label={words.t("road.rounds.giveTo")}
            onChange={(event) => give(event.currentTarget.value)}
          >
            <option value="">{words.t("road.rounds.giveTo")}</option>
            <For each={props.readers}>{({ id, name }) => <option value={id}>{name}</option>}</For>
            <option value={ANYBODY}>{words.t("road.rounds.anybody")}</option>
          </select>
          <Button tone="quiet" label={words.t("road.rounds.chooseNone")} onPress={props.choice.onNone} />
        </fieldset>
      </Show>
    </>
  );
}

/** No person has this id: a person's has no slash. */
const ANYBODY = "/";
