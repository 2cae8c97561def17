import { For, type JSX, Show } from "solid-js";
import type { WireConsumption, WireInterval } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { gatherEvents } from "../period/gather-events.ts";
import { isPlain } from "../period/say-quality.ts";
import { Amount } from "./amount.part.tsx";
import { EventIcon } from "./event-icon.part.tsx";
import { createSayings } from "./say-history.ts";

const WIDTH_PX = 220;

/** What one bar says. */
export function IntervalTip(props: {
  readonly consumption: WireConsumption;
  readonly interval: WireInterval;
  readonly leftPx: number;
  readonly widthPx: number;
  readonly canLookCloser: boolean;
}): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const events = (): WireConsumption["events"] =>
    props.consumption.events.filter(
      ({ atMs }) => atMs >= props.interval.fromMs && atMs < props.interval.toMs,
    );
  /** Beside its bar, on the side where there is room. */
  const leftPx = (): number =>
    props.leftPx + WIDTH_PX + 24 > props.widthPx ? props.leftPx - WIDTH_PX - 16 : props.leftPx + 16;
  return (
    <div class="interval-tip" style={{ left: `${Math.max(0, leftPx())}px` }}>
      <p class="interval-tip-time">{say.intervalTime(props.interval, props.consumption.step)}</p>
      <p class="interval-tip-value">
        <Show when={props.interval.value} fallback={say.quality(props.interval)}>
          {(value) => <Amount value={value()} unit={props.consumption.unit} />}
        </Show>
      </p>
      <Show when={props.interval.value !== null && !isPlain(props.interval)}>
        <p class="interval-tip-mark">
          {say.quality(props.interval)}
          <Show when={props.interval.bounds}>
            {(bounds) => (
              <>
                {", "}
                {words.t("consumption.between", {
                  low: words.formats().decimal(bounds()[0]),
                  high: words.formats().decimal(bounds()[1]),
                })}
              </>
            )}
          </Show>
        </p>
      </Show>
      <ul class="interval-tip-events">
        <For each={gatherEvents(events())}>
          {(one) => (
            <li>
              <EventIcon kind={one.first.kind} />
              <span>{say.events(one)}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.canLookCloser && props.interval.value !== null}>
        <p class="interval-tip-hint">{words.t("consumption.looksCloser")}</p>
      </Show>
    </div>
  );
}
