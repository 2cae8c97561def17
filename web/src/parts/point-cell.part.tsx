import { type JSX, Match, Show, Switch } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { pointStateOf } from "../points/point-state.ts";
import { Amount } from "./amount.part.tsx";
import { MediumIcon } from "./medium-icon.part.tsx";
import type { ColumnShape } from "./point-columns.ts";
import { StateIcon } from "./state-icon.part.tsx";
import "./point-cell.css";

/** One cell of the list of metering points. */
export function PointCell(props: {
  readonly shape: ColumnShape;
  readonly point: WirePoint;
  readonly nowMs: number;
  readonly takesFocus: boolean;
  readonly isCurrent: boolean;
}): JSX.Element {
  const words = useWords();
  const latest = (): WirePoint["latest"] => props.point.latest;
  return (
    <Switch>
      <Match when={props.shape.column === "status"}>
        <PointStatus point={props.point} nowMs={props.nowMs} isWordy={!props.shape.isPicture} />
      </Match>
      <Match when={props.shape.column === "address"}>
        <PointAddress point={props.point} takesFocus={props.takesFocus} isCurrent={props.isCurrent} />
      </Match>
      <Match when={props.shape.column === "customer"}>{props.point.customer}</Match>
      <Match when={props.shape.column === "number"}>
        <span class="muted">{props.point.number}</span>
      </Match>
      <Match when={props.shape.column === "medium"}>
        <MediumIcon medium={props.point.medium} />
      </Match>
      <Match when={props.shape.column === "type"}>
        <span class="muted">{props.point.meter?.type ?? words.t("points.noMeter")}</span>
      </Match>
      <Match when={props.shape.column === "serial"}>
        <span class="muted point-serial">{props.point.meter?.serial}</span>
      </Match>
      <Match when={props.shape.column === "value"}>
        <Show when={latest()?.values[0]} fallback={<span class="faint">–</span>}>
          {(main) => <Amount value={main().value} unit={main().unit} />}
        </Show>
      </Match>
      <Match when={props.shape.column === "age"}>
        <PointAge point={props.point} nowMs={props.nowMs} />
      </Match>
    </Switch>
  );
}

/** A link, so that it opens in another tab like any link. */
function PointAddress(props: {
  readonly point: WirePoint;
  readonly takesFocus: boolean;
  readonly isCurrent: boolean;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <a
        class="point-link"
        href={`/points/${encodeURIComponent(props.point.id)}`}
        tabIndex={props.takesFocus ? 0 : -1}
        aria-current={props.isCurrent ? "true" : undefined}
      >
        {props.point.address || words.t("points.noAddress")}
      </a>
      <span class="point-city">{props.point.city}</span>
    </>
  );
}

export function PointAge(props: { readonly point: WirePoint; readonly nowMs: number }): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.point.latest} fallback={<span class="faint">–</span>}>
      {(latest) => (
        <time
          class="muted"
          dateTime={new Date(latest().atMs).toISOString()}
          data-tip={words.formats().exactTime(latest().atMs)}
        >
          {words.age(props.nowMs - latest().atMs)}
        </time>
      )}
    </Show>
  );
}

/** The state as a shape, and its info codes in words: written out, or told by the tooltip. */
export function PointStatus(props: {
  readonly point: WirePoint;
  readonly nowMs: number;
  readonly isWordy: boolean;
}): JSX.Element {
  const words = useWords();
  const state = (): ReturnType<typeof pointStateOf> => pointStateOf(props.point.latest, props.nowMs);
  const codes = (): readonly string[] => (props.point.latest?.status ?? []).map(words.status);
  const tip = (): string => (codes().length > 0 ? codes().join("\n") : words.t(`state.${state()}`));
  return (
    <span class="point-status" data-state={state()} data-tip={tip()}>
      <StateIcon state={state()} />
      <span classList={{ hearable: !props.isWordy, "one-line": props.isWordy }}>
        {codes().length > 0
          ? codes().join(", ")
          : state() === "fine" && props.isWordy
            ? ""
            : words.t(`state.${state()}`)}
      </span>
    </span>
  );
}
