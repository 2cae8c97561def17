import { type JSX, Show } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import type { PointColumn } from "../points/point-criteria.ts";
import { pointStateOf } from "../points/point-state.ts";
import { Amount } from "./amount.part.tsx";
import { MediumIcon } from "./medium-icon.part.tsx";
import type { ColumnShape } from "./point-columns.ts";
import { ProofButton } from "./proof-button.part.tsx";
import { StateIcon } from "./state-icon.part.tsx";
import "./point-cell.css";

export interface PointCellProps {
  readonly shape: ColumnShape;
  readonly point: WirePoint;
  readonly nowMs: number;
  readonly takesFocus: boolean;
  readonly isCurrent: boolean;
  /** Lays the last reading open. */
  readonly onProve: () => void;
}

/** What stands in each column of the list of metering points. */
export const POINT_CELLS: Readonly<Record<PointColumn, (props: PointCellProps) => JSX.Element>> = {
  status: (props) => <PointStatus point={props.point} nowMs={props.nowMs} isWordy={!props.shape.isPicture} />,
  address: PointAddress,
  customer: (props) => <>{props.point.customer}</>,
  customerNumber: (props) => <span class="muted">{props.point.customerNumber}</span>,
  number: (props) => <span class="muted">{props.point.number}</span>,
  area: (props) => <span class="muted">{props.point.area}</span>,
  medium: (props) => <MediumIcon medium={props.point.medium} />,
  type: MeterType,
  serial: (props) => <span class="muted point-serial">{props.point.meter?.serial}</span>,
  value: PointValue,
  age: PointAge,
};

function MeterType(props: { readonly point: WirePoint }): JSX.Element {
  const words = useWords();
  return <span class="muted">{props.point.meter?.type ?? words.t("points.noMeter")}</span>;
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

function PointValue(props: Pick<PointCellProps, "point" | "onProve">): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.point.latest?.values[0]} fallback={<span class="faint">–</span>}>
      {(main) => (
        <ProofButton label={words.t("points.proof")} tabIndex={-1} onPress={props.onProve}>
          <Amount value={main().value} unit={main().unit} />
        </ProofButton>
      )}
    </Show>
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
