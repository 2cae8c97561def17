import { A, useParams } from "@solidjs/router";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { GuidanceBar } from "../../parts/guidance-bar.part.tsx";
import { useField } from "../../state/field.ts";
import { createRide } from "./create-ride.ts";
import { RoundMissing } from "./round-missing.tsx";
import { showPulse } from "./say-pulse.ts";
import "./ride.css";

/**
 * For the seat beside the driver: no map, nothing to tap by accident, black all over so that it does not
 * light up the car at night. What is left stands large, what to do next is said aloud.
 */
export function RideScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const field = useField();
  const id = (): string => params["id"] ?? "";
  const { reading, guidance, pulseText } = createRide(field, id);
  const [isMissing, setMissing] = createSignal(false);
  onMount(() => void field.openRound(id()).then((answer) => setMissing(answer === "round.not-found")));
  const quiet = (): string => {
    const why = field.noPlace();
    if (why === undefined) return words.t("road.guide.none");
    return words.t(why === "denied" ? "phone.wrong.place" : "phone.wrong.placeLost");
  };
  const left = (): string => words.formats().number(reading.total() - reading.read());
  return (
    <Show when={!isMissing()} fallback={<RoundMissing field={field} />}>
      <div class="ride" data-pulse={showPulse(field, reading)}>
        <h1 class="hearable">
          {field.isTraining ? words.t("training.title") : (field.round()?.name ?? words.t("road.nav.read"))}
        </h1>
        <p class="ride-left number" aria-live="polite" style={{ "--digits": String(left().length) }}>
          {left()}
        </p>
        <p class="ride-word">
          {words.t("road.read.leftShort")} · {words.t("road.read.of", reading.read(), reading.total())}
        </p>
        <p class="ride-pulse" role="status">
          {pulseText()}
        </p>
        <Show
          when={guidance.advice()}
          fallback={
            <p class="ride-quiet" role="status">
              {quiet()}
            </p>
          }
        >
          {(advice) => <GuidanceBar now={advice()} address={guidance.address()} isLarge={true} />}
        </Show>
        <A class="ride-end" href={`${field.road}/${encodeURIComponent(id())}`}>
          {words.t("road.guide.endRide")}
        </A>
      </div>
    </Show>
  );
}
