import KeyRound from "lucide-solid/icons/key-round";
import { For, type JSX, Show } from "solid-js";
import { type Channels, showValue } from "../../../shared/model/channel.ts";
import { isFlags } from "../../../shared/model/register.ts";
import { formatScaled, parseScaled } from "../../../shared/model/scaled.ts";
import type { WirePointDetail, WireValue } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import { PointAge } from "./point-cell.part.tsx";
import "./point-facts.css";

/** What is known of a point beside its history: its latest reading, its meter, whose it is. */
export function PointFacts(props: {
  readonly detail: WirePointDetail;
  readonly point: WirePointDetail["point"];
  readonly nowMs: number;
  /** How its momentary registers are shown. */
  readonly channels: Channels;
  /** What the point says in the utility's own fields, in words. */
  readonly own: readonly { readonly name: string; readonly text: string }[];
}): JSX.Element {
  const words = useWords();
  const mountedAtMs = (): number | undefined =>
    props.detail.segments.find(({ removedAtMs }) => removedAtMs === undefined)?.mountedAtMs;
  return (
    <aside class="facts">
      <section>
        <h2 class="facts-title">
          {words.t("point.latest")}
          <PointAge point={props.point} nowMs={props.nowMs} />
        </h2>
        <Show when={props.point.latest} fallback={<p class="muted">{words.t("points.noReading")}</p>}>
          {(latest) => <LatestValues values={latest().values} channels={props.channels} />}
        </Show>
      </section>
      <section>
        <h2 class="facts-title">{words.t("point.meter")}</h2>
        <Show when={props.point.meter} fallback={<p class="muted">{words.t("points.noMeter")}</p>}>
          {(meter) => (
            <dl class="facts-list">
              <Fact label={words.t("column.type")}>{meter().type}</Fact>
              <Fact label={words.t("point.serial")}>
                <span class="facts-serial">{meter().serial}</span>
              </Fact>
              <Fact label={words.t("point.maker")}>{meter().manufacturer}</Fact>
              <Fact label={words.t("point.key")}>
                <span class="facts-key" data-has={meter().hasKey}>
                  <KeyRound size={13} aria-hidden="true" />
                  {words.t(meter().hasKey ? "point.hasKey" : "point.noKey")}
                </span>
              </Fact>
              <Show when={mountedAtMs()}>
                {(atMs) => <Fact label={words.t("point.mounted")}>{words.formats().date(atMs())}</Fact>}
              </Show>
            </dl>
          )}
        </Show>
      </section>
      <section>
        <h2 class="facts-title">{words.t("point.title")}</h2>
        <dl class="facts-list">
          <Fact label={words.t("point.number")}>{props.point.number}</Fact>
          <Fact label={words.t("point.customer")}>{props.point.customer}</Fact>
          <Fact label={words.t("point.customerNumber")}>{props.point.customerNumber}</Fact>
          <Fact label={words.t("point.area")}>{props.point.area}</Fact>
          <For each={props.own}>{({ name, text }) => <Fact label={name}>{text}</Fact>}</For>
        </dl>
      </section>
    </aside>
  );
}

function Fact(props: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="fact">
      <dt>{props.label}</dt>
      <dd>{props.children || "–"}</dd>
    </div>
  );
}

/** The main register large, the others in a column. */
function LatestValues(props: {
  readonly values: readonly WireValue[];
  readonly channels: Channels;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <Show when={props.values[0]}>
        {(main) => (
          <p class="facts-main" data-tip={words.t(`register.${main().register}`)}>
            <Amount value={main().value} unit={main().unit} />
          </p>
        )}
      </Show>
      <dl class="facts-list facts-values">
        <For each={props.values.slice(1).filter(({ register }) => !isFlags(register))}>
          {(value) => <LatestValue value={value} channels={props.channels} />}
        </For>
      </dl>
    </>
  );
}

/** A register as its channel shows it; what the meter said itself is told by the tooltip. */
function LatestValue(props: { readonly value: WireValue; readonly channels: Channels }): JSX.Element {
  const words = useWords();
  const shown = () => {
    const said = parseScaled(props.value.value);
    return said && props.channels.has(props.value.register)
      ? showValue({ register: props.value.register, value: said, unit: props.value.unit }, props.channels)
      : undefined;
  };
  const raw = (): string =>
    words.t("channel.raw", {
      value: `${words.formats().decimal(props.value.value)} ${props.value.unit}`,
      register: props.value.register,
    });
  return (
    <div class="fact" data-limit={shown()?.mark}>
      <dt>
        {shown()?.name || words.t(`register.${props.value.register}`)}{" "}
        <span class="facts-code">{props.value.register}</span>
      </dt>
      <dd class="number">
        <Show when={shown()} fallback={<Amount value={props.value.value} unit={props.value.unit} />}>
          {(value) => (
            <span class="facts-channel" data-tip={raw()}>
              <Show when={value().mark}>
                {(mark) => (
                  <span class="facts-limit">
                    <span aria-hidden="true">{mark() === "high" ? "▲" : "▼"}</span>
                    <span class="hearable">{words.t(`live.mark.${mark()}`)}</span>
                  </span>
                )}
              </Show>
              <Amount value={formatScaled(value().value)} unit={value().unit} />
            </span>
          )}
        </Show>
      </dd>
    </div>
  );
}
