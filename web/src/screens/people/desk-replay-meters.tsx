import { A } from "@solidjs/router";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { WireReplayDifference, WireReplayedMeter } from "../../../../shared/model/wire-replay.ts";
import { useWords } from "../../locales/words.ts";
import { Segmented } from "../../parts/segmented.part.tsx";
import { kindOf, REPLAY_KINDS, type ReplayKind, type ReplaySums } from "../../replay/sum-replay.ts";
import "../../parts/tables.css";

const MOST_SHOWN = 200;

/** Meters by what would change; each opens to its differences with the telegrams behind them. */
export function ReplayedMeters(props: { readonly sums: ReplaySums }): JSX.Element {
  const words = useWords();
  const [chosen, setChosen] = createSignal<ReplayKind>();
  const byKind = createMemo(() => {
    const lists = new Map<ReplayKind, WireReplayedMeter[]>();
    for (const one of props.sums.meters.values()) {
      const known = lists.get(kindOf(one));
      if (known) known.push(one);
      else lists.set(kindOf(one), [one]);
    }
    return lists;
  });
  const kinds = () => REPLAY_KINDS.filter((kind) => byKind().has(kind));
  const kind = (): ReplayKind | undefined => kinds().find((one) => one === chosen()) ?? kinds()[0];
  const here = () => byKind().get(kind() ?? "same") ?? [];
  return (
    <Show when={kind()}>
      {(shown) => (
        <section>
          <Segmented
            name="replay-kind"
            label={words.t("replay.desk.lists")}
            segments={kinds().map((value) => ({
              value,
              label: `${words.t(`replay.desk.kind.${value}`)} ${words.formats().number(byKind().get(value)?.length ?? 0)}`,
            }))}
            value={shown()}
            onChoose={setChosen}
          />
          <p class="muted">{words.t(`replay.desk.kindHint.${shown()}`)}</p>
          <For each={here().slice(0, MOST_SHOWN)}>{(meter) => <Meter meter={meter} />}</For>
          <Show when={here().length > MOST_SHOWN}>
            <p class="muted">
              {words.t("replay.desk.more", {
                shown: words.formats().number(MOST_SHOWN),
                total: words.formats().number(here().length),
              })}
            </p>
          </Show>
        </section>
      )}
    </Show>
  );
}

function Meter(props: { readonly meter: WireReplayedMeter }): JSX.Element {
  const words = useWords();
  const facts = (): string => {
    const { telegrams, fresh, other, lost, kept, causes } = props.meter;
    return [
      words.t("replay.desk.telegrams", telegrams),
      ...(other > 0 ? [words.t("replay.desk.otherIn", other)] : []),
      ...(fresh > 0 ? [words.t("replay.desk.freshIn", fresh)] : []),
      ...(lost > 0 ? [words.t("replay.desk.lostIn", lost)] : []),
      ...(kept > 0 ? [words.t("replay.desk.keptIn", kept)] : []),
      ...causes.map((one) =>
        words.t("replay.desk.cause", {
          cause: words.find(`outcome.${one.outcome}`) ?? one.outcome,
          telegrams: words.formats().number(one.telegrams),
        }),
      ),
    ].join(" · ");
  };
  const all = (): number => props.meter.fresh + props.meter.other + props.meter.lost;
  return (
    <details class="desk-replay-meter">
      <summary>
        <strong>{props.meter.address}</strong>
        <span class="number">{props.meter.meter}</span>
        <span class="muted">{facts()}</span>
      </summary>
      <div class="desk-replay-differences">
        <For each={props.meter.differences}>{(one) => <Difference difference={one} />}</For>
        <Show when={all() > props.meter.differences.length}>
          <p class="muted">
            {words.t("replay.desk.firstFew", {
              shown: words.formats().number(props.meter.differences.length),
              total: words.formats().number(all()),
            })}
          </p>
        </Show>
        <p>
          <A class="link" href={`/points/${encodeURIComponent(props.meter.pointId)}`}>
            {words.t("replay.desk.toPoint")}
          </A>
        </p>
      </div>
    </details>
  );
}

function Difference(props: { readonly difference: WireReplayDifference }): JSX.Element {
  const words = useWords();
  const text = (value: string | undefined, unit: string): string =>
    value === undefined ? words.t("replay.desk.nothing") : `${words.formats().decimal(value)} ${unit}`.trim();
  const info = (codes: readonly string[]): string =>
    codes.map((code) => words.status(code)).join(", ") || words.t("replay.desk.nothing");
  const title = (): string =>
    [
      words.formats().dateTime(props.difference.atMs),
      words.t(`replay.desk.kind.${props.difference.kind}`),
      ...(props.difference.outcome
        ? [words.find(`outcome.${props.difference.outcome}`) ?? props.difference.outcome]
        : []),
    ].join(" · ");
  return (
    <div>
      <p>{title()}</p>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.t("replay.desk.register")}</th>
              <th scope="col" class="number">
                {words.t("replay.desk.before")}
              </th>
              <th scope="col" class="number">
                {words.t("replay.desk.after")}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.difference.values}>
              {({ register, unit, before, after }) => (
                <tr>
                  <td>{register}</td>
                  <td class="number">{text(before, unit)}</td>
                  <td class="number">{text(after, unit)}</td>
                </tr>
              )}
            </For>
            <Show when={props.difference.status}>
              {(status) => (
                <tr>
                  <td>{words.t("replay.desk.info")}</td>
                  <td class="number">{info(status().before)}</td>
                  <td class="number">{info(status().after)}</td>
                </tr>
              )}
            </Show>
          </tbody>
        </table>
      </div>
      <code class="desk-replay-raw">
        {words.t("replay.desk.telegram")} {props.difference.raw}
      </code>
    </div>
  );
}
