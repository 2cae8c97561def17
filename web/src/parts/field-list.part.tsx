import { createMemo, For, type JSX, Show } from "solid-js";
import type { Why } from "../../../shared/field/why-not-read.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { useWords } from "../locales/words.ts";
import { MediumIcon } from "./medium-icon.part.tsx";
import { createRowWindow } from "./row-window.ts";
import { StatusMarks } from "./status-marks.part.tsx";
import { WhyMark } from "./why-mark.part.tsx";
import "./field-list.css";

export interface FieldRow {
  readonly card: RoundCard;
  /** Read just now: it says so, fades and goes. */
  readonly isFading: boolean;
  readonly distanceM?: number;
  /** Info codes it was read with. */
  readonly status?: readonly string[];
  /** What somebody found there who could not read it. */
  readonly note?: string | undefined;
  /** Somebody has to look at what was found. */
  readonly isNoteAlarm?: boolean;
}

/** As in the style sheet. */
const ROW_REM = 4.25;

/** What is left to read; a row fades when its meter has been heard. */
export function FieldList(props: {
  readonly rows: readonly FieldRow[];
  /** Why a point is not read, where there is more to say than that it was never heard. */
  readonly whyOf: (pointId: string) => Why | undefined;
  readonly onSelect: (pointId: string) => void;
}): JSX.Element {
  const words = useWords();
  const { span, watch } = createRowWindow(ROW_REM, () => props.rows.length);
  const shown = createMemo(() => {
    const { from, to } = span();
    const entries = props.rows
      .slice(from, to)
      .map((row, n): readonly [RoundCard, Placed] => [row.card, { row, at: from + n }]);
    return new Map(entries);
  });
  // A row is its card's: where one goes, those below it move up and are not written anew.
  const cards = createMemo(() => [...shown().keys()]);
  return (
    <section class="field-list" ref={watch} aria-label={words.t("road.read.listLabel")}>
      <ul class="field-list-body" style={{ height: `${props.rows.length * ROW_REM}rem` }}>
        <For each={cards()}>
          {(card) => {
            const placed = createMemo<Placed | undefined>((was) => shown().get(card) ?? was);
            return (
              <li
                class="field-row"
                classList={{ "is-fading": placed()?.row.isFading ?? false }}
                style={{ transform: `translateY(${(placed()?.at ?? 0) * ROW_REM}rem)` }}
              >
                <Show when={placed()?.row}>
                  {(row) => (
                    <Row
                      row={row()}
                      why={props.whyOf(card.pointId)}
                      onSelect={() => props.onSelect(card.pointId)}
                    />
                  )}
                </Show>
              </li>
            );
          }}
        </For>
      </ul>
    </section>
  );
}

interface Placed {
  readonly row: FieldRow;
  readonly at: number;
}

function Row(props: {
  readonly row: FieldRow;
  readonly why: Why | undefined;
  readonly onSelect: () => void;
}): JSX.Element {
  const words = useWords();
  const meter = (): string => {
    const { meter: mounted } = props.row.card;
    if (!mounted) return words.t("points.noMeter");
    // Beside a note there is no room for both: the number is what stands on the meter.
    const hasNote = props.row.note !== undefined || props.why !== undefined;
    return hasNote ? mounted.serial : `${mounted.type} · ${mounted.serial}`;
  };
  return (
    <button type="button" class="field-row-face" onClick={() => props.onSelect()}>
      <span class="field-row-address">{props.row.card.address || words.t("points.noAddress")}</span>
      <span class="field-row-far number">
        <Show when={props.row.distanceM !== undefined}>{sayMetres(props.row.distanceM ?? 0)}</Show>
      </span>
      <span class="field-row-meter one-line">
        <MediumIcon medium={props.row.card.medium} size={15} />
        {meter()}
      </span>
      <Show when={props.row.note}>
        {(note) => (
          <span class="field-row-note one-line" classList={{ "is-alarm": props.row.isNoteAlarm ?? false }}>
            {note()}
          </span>
        )}
      </Show>
      <Show when={props.why}>{(why) => <WhyMark why={why()} />}</Show>
      <StatusMarks status={props.row.status ?? []} />
    </button>
  );
}

const sayMetres = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;
