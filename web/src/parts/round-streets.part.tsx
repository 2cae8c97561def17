import ChevronRight from "lucide-solid/icons/chevron-right";
import { createEffect, createSignal, For, type JSX, Show } from "solid-js";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { useWords } from "../locales/words.ts";
import type { RoundStreet } from "../rounds/sum-streets.ts";
import "./tables.css";
import "./round-streets.css";

/** When and by whom a point was read. */
export interface StreetRead {
  readonly atMs: number;
  readonly name: string;
}

export interface Choice {
  readonly chosen: ReadonlySet<string>;
  onChoose(pointIds: readonly string[], isChosen: boolean): void;
}

/** The round street by street: how far each is, whose it is, and what of it is chosen to be given away. */
export function RoundStreets(props: {
  readonly streets: readonly RoundStreet[];
  readonly readOf: (pointId: string) => StreetRead | undefined;
  readonly nameOf: (readerId: string | undefined) => string;
  readonly choice: Choice | undefined;
}): JSX.Element {
  const words = useWords();
  const byKey = (key: string): RoundStreet | undefined => props.streets.find((street) => street.key === key);
  return (
    <table class="table round-streets">
      <thead>
        <tr>
          <Show when={props.choice}>
            <th class="round-tick">
              <span class="hearable">{words.t("road.rounds.giveTo")}</span>
            </th>
          </Show>
          <th>{words.t("road.rounds.street")}</th>
          <th class="number">{words.t("road.rounds.readColumn")}</th>
          <th class="number">{words.t("road.rounds.leftColumn")}</th>
          <th>{words.t("road.rounds.who")}</th>
        </tr>
      </thead>
      <For each={props.streets.map(({ key }) => key)}>
        {(key) => (
          <Show when={byKey(key)}>
            {(street) => (
              <Street street={street()} readOf={props.readOf} nameOf={props.nameOf} choice={props.choice} />
            )}
          </Show>
        )}
      </For>
    </table>
  );
}

function Street(props: {
  readonly street: RoundStreet;
  readonly readOf: (pointId: string) => StreetRead | undefined;
  readonly nameOf: (readerId: string | undefined) => string;
  readonly choice: Choice | undefined;
}): JSX.Element {
  const words = useWords();
  const [isOpen, setOpen] = createSignal(false);
  const number = (n: number): string => words.formats().decimal(String(n));
  const ids = (): readonly string[] => props.street.cards.map(({ pointId }) => pointId);
  const chosen = (): number => ids().filter((id) => props.choice?.chosen.has(id)).length;
  return (
    <tbody>
      <tr>
        <Show when={props.choice}>
          {(choice) => (
            <td class="round-tick">
              <input
                type="checkbox"
                aria-label={words.t("road.rounds.chooseStreet", { street: props.street.name })}
                checked={chosen() === ids().length}
                ref={(box) =>
                  createEffect(() => {
                    box.indeterminate = chosen() > 0 && chosen() < ids().length;
                  })
                }
                onChange={(event) => choice().onChoose(ids(), event.currentTarget.checked)}
              />
            </td>
          )}
        </Show>
        <td class="one-line">
          <button
            type="button"
            class="round-street"
            aria-expanded={isOpen()}
            aria-label={words.t("road.rounds.showPoints", { street: props.street.name })}
            onClick={() => setOpen(!isOpen())}
          >
            <ChevronRight size={14} aria-hidden="true" />
            {props.street.name || words.t("points.noAddress")}
          </button>
        </td>
        <td class="number">{number(props.street.read)}</td>
        <td class="number">{number(ids().length - props.street.read)}</td>
        <td class="one-line">{props.street.readerIds.map(props.nameOf).join(", ")}</td>
      </tr>
      <Show when={isOpen()}>
        <For each={props.street.cards}>
          {(card) => (
            <Point
              card={card}
              read={props.readOf(card.pointId)}
              reader={props.nameOf(card.readerId)}
              choice={props.choice}
            />
          )}
        </For>
      </Show>
    </tbody>
  );
}

function Point(props: {
  readonly card: RoundCard;
  readonly read: StreetRead | undefined;
  readonly reader: string;
  readonly choice: Choice | undefined;
}): JSX.Element {
  const words = useWords();
  return (
    <tr class="round-point">
      <Show when={props.choice}>
        {(choice) => (
          <td class="round-tick">
            <input
              type="checkbox"
              aria-label={words.t("road.rounds.choosePoint", { address: props.card.address })}
              checked={choice().chosen.has(props.card.pointId)}
              onChange={(event) => choice().onChoose([props.card.pointId], event.currentTarget.checked)}
            />
          </td>
        )}
      </Show>
      <td class="round-point-name one-line">
        <a href={`/points/${encodeURIComponent(props.card.pointId)}`}>
          {props.card.address || props.card.number}
        </a>
      </td>
      <td colSpan={2}>
        <Show when={props.read} fallback={<span class="faint">{words.t("road.rounds.unread")}</span>}>
          {(read) =>
            words.t("road.rounds.readAt", { time: words.formats().time(read().atMs), name: read().name })
          }
        </Show>
      </td>
      <td class="one-line">{props.reader}</td>
    </tr>
  );
}
