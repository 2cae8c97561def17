import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import {
  formatScaled,
  parseScaled,
  rescale,
  type Scaled,
  scaledToNumber,
} from "../../../../shared/model/scaled.ts";
import { readDecimal } from "../../format/read-decimal.ts";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { StatusMarks } from "../../parts/status-marks.part.tsx";
import { type HeatRow, rankHeat } from "../../rounds/rank-heat.ts";
import type { Reading } from "../../state/create-reading.ts";
import type { Field } from "../../state/field.ts";
import { makeStoredChoice } from "../../state/stored-choice.ts";
import "../../parts/form.css";
import "./heat-list.css";

/** What utilities ask for most: a return of 30 °C. */
const USUAL_RETURN_C = "30";
const COLDEST_C = 5;
const WARMEST_C = 90;

/** Whose door is worth knocking at: cooling and excess water of the heat meters read today, without a network. */
export function HeatList(props: {
  readonly field: Field;
  readonly reading: Reading;
  readonly doorOf: (pointId: string) => string;
}): JSX.Element {
  const words = useWords();
  const stored = makeStoredChoice("heat.return");
  const [typed, setTyped] = createSignal(stored.read() ?? USUAL_RETURN_C);
  const target = createMemo<Scaled | undefined>(() => {
    const read = readDecimal(typed(), words.formats().languageTag);
    const value = read.kind === "number" ? parseScaled(read.text) : undefined;
    const degrees = value ? scaledToNumber(value) : Number.NaN;
    return value && degrees >= COLDEST_C && degrees <= WARMEST_C ? value : undefined;
  });
  const rows = createMemo(() => {
    const returnC = target();
    const reads = props.field.reads();
    return returnC ? rankHeat(props.reading.cards(), (id) => reads.get(id)?.own, returnC) : [];
  });
  return (
    <section class="heat-rank" aria-label={words.t("road.heat.title")}>
      <label class="heat-target">
        <span>{words.t("road.heat.target")}</span>
        <input
          class="field-input"
          type="text"
          inputmode="decimal"
          value={typed()}
          aria-invalid={target() === undefined}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            if (target()) stored.write(typed());
          }}
        />
      </label>
      <Show when={target() === undefined}>
        <p class="heat-wrong" role="alert">
          {words.t("road.heat.wrongTarget")}
        </p>
      </Show>
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={target()}>
            <Notice title={words.t("road.heat.none")} hint={words.t("road.heat.noneHint")} />
          </Show>
        }
      >
        <ol class="heat-rows">
          <For each={rows()}>{(row) => <Row row={row} href={props.doorOf(row.card.pointId)} />}</For>
        </ol>
      </Show>
    </section>
  );
}

function Row(props: { readonly row: HeatRow; readonly href: string }): JSX.Element {
  const words = useWords();
  const short = (value: Scaled, exponent: number): string =>
    words.formats().decimal(formatScaled(rescale(value, exponent)));
  return (
    <li>
      <a class="heat-row" href={props.href}>
        <span class="heat-address">{props.row.card.address || words.t("points.noAddress")}</span>
        <Show when={props.row.use} fallback={<span class="muted">{words.t("road.heat.tooLittle")}</span>}>
          {(use) => (
            <>
              <span class="heat-excess number" data-over={use().excessM3.digits > 0}>
                {use().excessM3.digits > 0
                  ? words.t("road.heat.excess", {
                      volume: short(use().excessM3, -1),
                      percent: short(use().excessPercent, 0),
                    })
                  : words.t("road.heat.meets")}
              </span>
              <span class="heat-facts muted">
                {words.t("road.heat.facts", {
                  outlet: use().outletC ? short(use().outletC as Scaled, -1) : "–",
                  cooling: short(use().coolingK, -1),
                })}
                {" · "}
                {use().since === "last" && props.row.card.last
                  ? words.t("road.heat.sinceLast", { date: words.formats().date(props.row.card.last.atMs) })
                  : words.t("road.heat.sinceNew")}
              </span>
            </>
          )}
        </Show>
        <StatusMarks status={props.row.read.status ?? []} />
      </a>
    </li>
  );
}
