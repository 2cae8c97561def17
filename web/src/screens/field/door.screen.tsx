import { A, useParams } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import { createSignal, type JSX, Match, onMount, Show, Switch } from "solid-js";
import type { RoundCard } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { createDoor, type Door } from "../../state/create-door.ts";
import { useField } from "../../state/field.ts";
import { DoorResult } from "./door-result.tsx";
import { DoorSteps, DoorStop, DoorWork } from "./door-steps.tsx";
import "./field.css";
import "./door.css";

/** One meter at its door, with an optical head: step by step, with what came of it below. */
export function DoorScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const field = useField();
  const roundId = (): string => params["id"] ?? "";
  const pointId = (): string => params["pointId"] ?? "";
  const [isAsked, setAsked] = createSignal(false);
  onMount(() => {
    void field.openRound(roundId()).then(() => setAsked(true));
  });
  const door = createDoor(field, { roundId, pointId });
  return (
    <div class="road">
      <div class="field-top">
        <A class="field-icon" href={`/read/${roundId()}`} aria-label={words.t("door.back")}>
          <ArrowLeft size={22} aria-hidden="true" />
        </A>
        <h1 class="field-top-name one-line">{door.card()?.address || words.t("door.title")}</h1>
      </div>
      <div class="field-scroll">
        <Switch>
          <Match when={door.card()}>
            {(card) => <Visit door={door} card={card()} roundId={roundId()} />}
          </Match>
          <Match when={isAsked()}>
            <Notice title={words.t("door.notFound")} hint={words.t("door.notFoundHint")} />
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function Visit(props: {
  readonly door: Door;
  readonly card: RoundCard;
  readonly roundId: string;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <Show when={props.card.meter} fallback={<p class="field-warning">{words.t("door.noMeter")}</p>}>
        {(meter) => (
          <p class="door-meter">
            {meter().type} <span class="number">{meter().serial}</span>
            <Show when={props.card.customer}>
              <span class="door-customer one-line"> · {props.card.customer}</span>
            </Show>
          </p>
        )}
      </Show>
      <section class="door-now" aria-live="polite">
        <Now door={props.door} expected={props.card.meter?.serial ?? ""} roundId={props.roundId} />
      </section>
      <DoorResult
        visit={props.door.visit()}
        byDay={props.door.useByDay()}
        byMonth={props.door.useByMonth()}
      />
    </>
  );
}

/** What is going on, or what to do first. */
function Now(props: {
  readonly door: Door;
  readonly expected: string;
  readonly roundId: string;
}): JSX.Element {
  const { door } = props;
  const stopped = () => {
    const state = door.state();
    return state?.kind === "stopped" || state?.kind === "wrong-meter" || state?.kind === "done"
      ? state
      : undefined;
  };
  return (
    <Switch
      fallback={
        <DoorSteps
          logs={door.logs()}
          medium={door.card()?.medium ?? "heat"}
          serial={door.abilities.serial}
          bluetooth={door.abilities.bluetooth}
          link={door.link()}
          onLog={door.toggleLog}
          onConnect={(way) => void door.connect(way)}
        />
      }
    >
      <Match when={door.isBusy()}>
        <DoorWork state={door.state()} onCancel={door.cancel} />
      </Match>
      <Match when={stopped()}>
        {(state) => (
          <DoorStop
            state={state()}
            expected={props.expected}
            hasSome={door.visit()?.readAtMs !== undefined}
            isConnected={door.link().kind === "open"}
            serial={door.abilities.serial}
            bluetooth={door.abilities.bluetooth}
            backTo={`/read/${props.roundId}`}
            onAgain={door.again}
            onConnect={(way) => void door.connect(way)}
          />
        )}
      </Match>
    </Switch>
  );
}
