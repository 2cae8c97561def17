import ArrowUp from "lucide-solid/icons/arrow-up";
import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./guidance-bar.css";

export interface GuidanceNow {
  readonly distanceM: number;
  readonly bearingDeg: number;
  readonly expected: number;
  readonly kmPerHour: number;
}

/** The next stop: which way, how far, what is heard there and how fast to go. North is up, as on the map. */
export function GuidanceBar(props: {
  readonly now: GuidanceNow;
  readonly address: string;
  readonly isLarge?: boolean | undefined;
}): JSX.Element {
  const words = useWords();
  const metres = (): string => words.formats().number(Math.round(props.now.distanceM / 10) * 10);
  const isHere = (): boolean => props.now.distanceM < 25;
  return (
    <div class="guidance" data-large={props.isLarge === true} role="status">
      <Show when={!isHere()}>
        <span class="guidance-arrow">
          <ArrowUp
            size={props.isLarge ? 72 : 30}
            aria-hidden="true"
            style={{ transform: `rotate(${Math.round(props.now.bearingDeg)}deg)` }}
          />
        </span>
      </Show>
      <span class="guidance-where one-line">
        {isHere() ? words.t("road.guide.wait") : props.address || words.t("points.noAddress")}
      </span>
      <span class="guidance-what">
        <Show when={!isHere()}>{words.t("road.guide.metres", { metres: metres() })} · </Show>
        {words.t("road.guide.expected", Math.max(1, Math.round(props.now.expected)))}
        <Show when={!isHere()}> · {words.t("road.guide.speed", { speed: props.now.kmPerHour })}</Show>
      </span>
    </div>
  );
}
