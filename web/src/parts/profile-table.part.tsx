import { createMemo, For, type JSX, Show } from "solid-js";
import type { Profile } from "../../../shared/analysis/pressure-profile.ts";
import type { TextTable } from "../../../shared/exports/write-table.ts";
import type { WireProfileStop } from "../../../shared/model/pressure-path.ts";
import { columnDecimals, writeFixed } from "../format/column-decimals.ts";
import type { PressureRegister, StopPressure } from "../live/stop-pressure.ts";
import { useWords, type Words } from "../locales/words.ts";
import { ProofButton } from "./proof-button.part.tsx";
import { TableTools } from "./table-tools.part.tsx";
import "./tables.css";
import "./profile-table.css";

export interface ProfileTableProps {
  readonly register: PressureRegister;
  readonly stops: readonly WireProfileStop[];
  readonly measured: readonly StopPressure[];
  readonly profile: Profile;
  readonly onCopy: (table: TextTable) => Promise<boolean>;
  readonly onCsv: (table: TextTable) => void;
  readonly onProve: (figure: ProvenPressure) => void;
}

/** What is asked where it comes from: the pressure at a stop, or what is lost on the way to it. */
export interface ProvenPressure {
  /** Place of the stop. */
  readonly stop: number;
  readonly isLoss: boolean;
}

/** Each stop's pressure and what is lost on the way to it. */
export function ProfileTable(props: ProfileTableProps): JSX.Element {
  const words = useWords();
  const hasHeights = (): boolean => props.stops.some(({ heightM }) => heightM !== undefined);
  const table = (): TextTable => textOf(props, words);
  const decimals = createMemo(() =>
    columnDecimals(
      props.profile.places.map((place) => place?.bar),
      3,
    ),
  );
  return (
    <>
      <TableTools
        note={words.t("path.tableNote")}
        onCopy={() => props.onCopy(table())}
        onCsv={() => props.onCsv(table())}
      />
      <div class="table-scroll">
        <table class="table profile-table">
          <thead>
            <tr>
              <th scope="col">{words.t("path.stop")}</th>
              <th scope="col" class="number">
                {words.t("path.way")} <span class="unit">m</span>
              </th>
              <Show when={hasHeights()}>
                <th scope="col" class="number">
                  {words.t("path.height")} <span class="unit">m</span>
                </th>
              </Show>
              <th scope="col" class="number">
                {props.register} <span class="unit">bar</span>
              </th>
              <th scope="col">{words.t("path.read")}</th>
              <th scope="col" class="number">
                {words.t("path.loss")} <span class="unit">bar</span>
              </th>
              <th scope="col" class="number">
                {words.t("path.lossPerM")} <span class="unit">mbar/m</span>
              </th>
              <Show when={hasHeights()}>
                <th scope="col" class="number" data-tip={words.t("path.frictionHint")}>
                  {words.t("path.friction")} <span class="unit">mbar/m</span>
                </th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={props.stops}>
              {(stop, n) => (
                <StopRow {...props} stop={stop} n={n()} hasHeights={hasHeights()} barDecimals={decimals()} />
              )}
            </For>
          </tbody>
        </table>
      </div>
    </>
  );
}

function StopRow(
  props: ProfileTableProps & {
    readonly stop: WireProfileStop;
    readonly n: number;
    readonly hasHeights: boolean;
    readonly barDecimals: number;
  },
): JSX.Element {
  const words = useWords();
  const place = () => props.profile.places[props.n];
  const section = () => props.profile.sections[props.n - 1];
  const number = (value: number | undefined, decimals: number): string =>
    value === undefined ? "–" : words.formats().decimal(writeFixed(value, decimals));
  const lossOf = (value: number | undefined, decimals: number): string =>
    props.n === 0 ? "" : number(value, decimals);
  const mark = (): "low" | "high" | undefined => markOf(place()?.bar, props.measured[props.n]);
  return (
    <tr data-mark={place()?.bar === undefined ? "missing" : undefined}>
      <td>
        <span class="faint profile-number">{props.n + 1}</span>{" "}
        <a class="table-link" href={`/points/${encodeURIComponent(props.stop.pointId)}`}>
          {props.stop.name}
        </a>
      </td>
      <td class="number">{number(place()?.alongM, 0)}</td>
      <Show when={props.hasHeights}>
        <td class="number">{number(props.stop.heightM, 1)}</td>
      </Show>
      <td class="number" data-limit={mark()}>
        <Show when={mark()}>
          {(found) => (
            <>
              <span aria-hidden="true">{found() === "high" ? "▲ " : "▼ "}</span>
              <span class="hearable">{words.t(`live.mark.${found()}`)} </span>
            </>
          )}
        </Show>
        <Proven
          value={place()?.bar}
          text={number(place()?.bar, props.barDecimals)}
          onProve={() => props.onProve({ stop: props.n, isLoss: false })}
        />
      </td>
      <td>{sayGap(place()?.atMs, props.measured[props.n], words)}</td>
      <td class="number">
        <Proven
          value={section()?.lossBar}
          text={lossOf(section()?.lossBar, props.barDecimals)}
          onProve={() => props.onProve({ stop: props.n, isLoss: true })}
        />
      </td>
      <td class="number">{lossOf(section()?.lossPerM, 2)}</td>
      <Show when={props.hasHeights}>
        <td class="number">{lossOf(section()?.frictionPerM, 2)}</td>
      </Show>
    </tr>
  );
}

/** A number that leads to where it comes from; what is not known leads nowhere. */
function Proven(props: {
  readonly value: number | undefined;
  readonly text: string;
  readonly onProve: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.value !== undefined} fallback={props.text}>
      <ProofButton label={words.t("charts.proof.open")} onPress={() => props.onProve()}>
        {props.text}
      </ProofButton>
    </Show>
  );
}

function markOf(bar: number | undefined, stop: StopPressure | undefined): "low" | "high" | undefined {
  if (bar === undefined || !stop) return undefined;
  if (stop.low !== undefined && bar < stop.low) return "low";
  return stop.high !== undefined && bar > stop.high ? "high" : undefined;
}

/** When it was read, or why there is nothing. */
function sayGap(atMs: number | undefined, stop: StopPressure | undefined, words: Words): string {
  if (atMs !== undefined) return words.formats().time(atMs);
  if (stop?.strangeUnit !== undefined) return words.t("path.strangeUnit", { unit: stop.strangeUnit });
  return words.t(stop && stop.timesMs.length > 0 ? "path.notThen" : "path.notThatDay");
}

/** Figures as text with all their digits: what is not known is empty. */
function textOf({ register, stops, measured, profile }: ProfileTableProps, words: Words): TextTable {
  const { decimal, exactTime } = words.formats();
  const cell = (value: number | undefined, decimals: number): string =>
    value === undefined ? "" : decimal(value.toFixed(decimals));
  return [
    [
      words.t("path.stop"),
      `${words.t("path.way")} [m]`,
      `${words.t("path.height")} [m]`,
      `${register} [bar]`,
      words.t("path.read"),
      `${words.t("path.loss")} [bar]`,
      `${words.t("path.lossPerM")} [mbar/m]`,
      `${words.t("path.friction")} [mbar/m]`,
    ],
    ...stops.map((stop, n) => {
      const [place, section] = [profile.places[n], profile.sections[n - 1]];
      return [
        stop.name,
        cell(place?.alongM, 1),
        cell(stop.heightM, 2),
        cell(place?.bar, 3),
        place?.atMs === undefined ? sayGap(undefined, measured[n], words) : exactTime(place.atMs),
        cell(section?.lossBar, 3),
        cell(section?.lossPerM, 3),
        cell(section?.frictionPerM, 3),
      ];
    }),
  ];
}
