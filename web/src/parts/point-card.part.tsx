import ArrowRight from "lucide-solid/icons/arrow-right";
import { For, type JSX, Show } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { severityOfStatus } from "../points/point-state.ts";
import { Amount } from "./amount.part.tsx";
import { Button } from "./button.part.tsx";
import { MediumIcon } from "./medium-icon.part.tsx";
import { PointAge } from "./point-cell.part.tsx";
import { StateIcon } from "./state-icon.part.tsx";
import "./point-card.css";

/** A metering point at a glance, where there is room for a few lines. */
export function PointCard(props: {
  readonly point: WirePoint;
  readonly nowMs: number;
  readonly onOpen: () => void;
  /** An address with `{lat}` and `{lon}` where the place can be seen from the street. */
  readonly streetView?: string | undefined;
}): JSX.Element {
  const words = useWords();
  const streetHref = (): string | undefined => {
    const { lat, lon } = props.point;
    if (!props.streetView || lat === undefined || lon === undefined) return undefined;
    return props.streetView.replace("{lat}", String(lat)).replace("{lon}", String(lon));
  };
  return (
    <article class="point-card">
      <p class="point-card-address one-line">{props.point.address || words.t("points.noAddress")}</p>
      <p class="point-card-line one-line faint">
        {[props.point.postalCode, props.point.city].filter((text) => text !== "").join(" ")}
        <Show when={props.point.customer !== ""}> · {props.point.customer}</Show>
      </p>
      <dl class="point-card-facts">
        <dt class="faint">{words.t("column.type")}</dt>
        <dd class="one-line">
          <MediumIcon medium={props.point.medium} size={13} />{" "}
          {props.point.meter
            ? `${props.point.meter.type} · ${props.point.meter.serial}`
            : words.t("points.noMeter")}
        </dd>
        <For each={(props.point.latest?.values ?? []).slice(0, 2)}>
          {(value) => (
            <>
              <dt class="faint">{words.t(`register.${value.register}`)}</dt>
              <dd class="number point-card-value">
                <Amount value={value.value} unit={value.unit} />
              </dd>
            </>
          )}
        </For>
      </dl>
      <ul class="point-card-codes">
        <For each={props.point.latest?.status ?? []}>
          {(id) => (
            <li>
              <StateIcon state={severityOfStatus(id)} size={13} />
              {words.status(id)}
            </li>
          )}
        </For>
      </ul>
      <div class="point-card-foot">
        <Show when={props.point.latest} fallback={<span class="faint">{words.t("points.noReading")}</span>}>
          <PointAge point={props.point} nowMs={props.nowMs} />
        </Show>
        <Show when={streetHref()}>
          {(href) => (
            <a class="point-card-street" href={href()} target="_blank" rel="noopener noreferrer">
              {words.t("map.streetView")}
            </a>
          )}
        </Show>
        <Button
          label={words.t("points.open")}
          icon={<ArrowRight size={14} />}
          onPress={() => props.onOpen()}
        />
      </div>
    </article>
  );
}
