import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./heartbeat.css";

export type Pulse = "off" | "opening" | "lost" | "waiting" | "alive" | "silent";

export interface HeartbeatNow {
  readonly pulse: Pulse;
  /** One sentence, always there. */
  readonly text: string;
  readonly ageMs?: number | undefined;
  readonly rssiDbm?: number | undefined;
  readonly perMinute: number;
}

const BARS = [-105, -95, -85, -75, -65] as const;

/** Whether the receiver is alive: never out of sight while meters are read. */
export function Heartbeat(props: { readonly now: HeartbeatNow }): JSX.Element {
  const words = useWords();
  const rssi = (): string =>
    props.now.rssiDbm === undefined
      ? words.t("road.read.noSignal")
      : words.t("road.read.signal", { rssi: Math.round(props.now.rssiDbm) });
  return (
    <section class="heartbeat" data-pulse={props.now.pulse}>
      <p class="heartbeat-state" role="status">
        <span class="heartbeat-dot" />
        <span>{props.now.text}</span>
      </p>
      <p class="heartbeat-age">
        <Show when={props.now.ageMs !== undefined} fallback="–">
          {words.age(props.now.ageMs ?? 0)}
        </Show>
      </p>
      <p class="heartbeat-figures">
        <span class="heartbeat-bars" role="img" aria-label={rssi()}>
          <For each={BARS}>
            {(dbm, at) => (
              <span
                class="heartbeat-bar"
                classList={{ "is-on": (props.now.rssiDbm ?? Number.NEGATIVE_INFINITY) >= dbm }}
                style={{ height: `${6 + at() * 3}px` }}
              />
            )}
          </For>
        </span>
        <span>{words.t("road.read.perMinute", props.now.perMinute)}</span>
      </p>
    </section>
  );
}
