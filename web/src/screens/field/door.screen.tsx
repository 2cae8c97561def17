import { useParams } from "@solidjs/router";
import { type JSX, Match, Show, Suspense, Switch } from "solid-js";
import type { RoundCard } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import { createDoor, type Door } from "../../state/create-door.ts";
import { type Field, useField } from "../../state/field.ts";
import { AtPoint } from "./at-point.tsx";
import { DoorResult } from "./door-result.tsx";
import { DoorSteps, DoorStop, DoorWork } from "./door-steps.tsx";
import { KeptUsePanel } from "./kept-use.tsx";
import "./field.css";
import "./door.css";

/** One meter at its door, with an optical head: step by step, with what came of it below. */
export function DoorScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const field = useField();
  const roundId = (): string => params["id"] ?? "";
  const pointId = (): string => params["pointId"] ?? "";
  const door = createDoor(field, { roundId, pointId });
  return (
    <AtPoint
      field={field}
      roundId={roundId()}
      card={door.card()}
      title={words.t("door.title")}
      noMeter={words.t("door.noMeter")}
      way="head"
    >
      {(card) => (
        <>
          <Visit door={door} card={card()} roundId={roundId()} />
          {/* What the meter itself said stands in its place. */}
          <Show when={door.visit()?.readAtMs === undefined && mayShowUse(field)}>
            {/* The screen does not go while it is looked for. */}
            <Suspense>
              <KeptUsePanel place={{ roundId, pointId }} />
            </Suspense>
          </Show>
        </>
      )}
    </AtPoint>
  );
}

/** Not on a phone that is locked or was revoked: it is not told whose hands it is in. */
const mayShowUse = (field: Field): boolean => {
  const kind = field.state()?.phone.kind;
  return !field.isTraining && kind !== undefined && !["locked", "revoked", "unknown"].includes(kind);
};

function Visit(props: {
  readonly door: Door;
  readonly card: RoundCard;
  readonly roundId: string;
}): JSX.Element {
  return (
    <>
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
          speech={door.speech()}
          onSpeech={door.chooseSpeech}
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
