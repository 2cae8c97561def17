import { A, useNavigate } from "@solidjs/router";
import Trash from "lucide-solid/icons/trash";
import { createResource, createSignal, For, type JSX, onMount, Show, Suspense } from "solid-js";
import type { Why } from "../../../../shared/field/why-not-read.ts";
import { useWords } from "../../locales/words.ts";
import { WhyMark } from "../../parts/why-mark.part.tsx";
import { createRoundOrders } from "../../state/create-round-orders.ts";
import { createVisits } from "../../state/create-visits.ts";
import { useField } from "../../state/field.ts";
import { useTraining } from "../../state/training-field.ts";

const NEVER_HEARD: Why = { cause: "never-heard" };

/** What came of a training round, what went wrong on purpose and whether it was found, and the way to be rid of it. */
export function TrainingDoneScreen(): JSX.Element {
  const words = useWords();
  const navigate = useNavigate();
  const training = useTraining();
  const field = useField();
  const visits = createVisits(field);
  const orders = createRoundOrders(field);
  const [isBusy, setBusy] = createSignal(false);
  onMount(() => {
    if (!field.round()) void field.openRound("round");
    void field.holdReading();
  });
  const [causes] = createResource(field.round, () => field.explain());
  const cards = () => field.round()?.cards ?? [];
  const read = (): number => cards().filter(({ pointId }) => field.reads().has(pointId)).length;
  const visited = (): number => cards().filter(({ pointId }) => visits().has(pointId)).length;
  const decimal = (value: number, digits: number): string => words.formats().decimal(value.toFixed(digits));
  const throwAway = async (): Promise<void> => {
    setBusy(true);
    await training.throwAway();
    navigate("/read");
  };
  return (
    <div class="road">
      <div class="field-scroll">
        <h1 class="field-title">{words.t("training.done")}</h1>
        <dl class="training-figures">
          <Figure label={words.t("training.read")} value={words.t("road.read.of", read(), cards().length)} />
          <Figure label={words.t("training.visited")} value={String(visited())} />
          <Figure
            label={words.t("training.orders")}
            value={words.t("training.ordersDone", {
              done: orders.orders().filter(({ state }) => state === "done").length,
              all: orders.orders().length,
            })}
          />
          {/* Of a drive before the app was started anew nobody knows how far it was. */}
          <Show when={training.car()}>
            {(car) => (
              <>
                <Figure label={words.t("training.km")} value={`${decimal(car().metres / 1000, 1)} km`} />
                <Figure
                  label={words.t("training.minutes")}
                  value={`${decimal((car().seconds % 86_400) / 60, 0)} min`}
                />
              </>
            )}
          </Show>
        </dl>
        <h2 class="field-subtitle">{words.t("training.faults")}</h2>
        <ul class="training-faults">
          <For each={training.lesson()?.faults ?? []}>
            {({ pointId, fault }) => (
              <li class="training-fault">
                <strong>{cards().find((card) => card.pointId === pointId)?.address}</strong>
                <p>{words.t(`training.fault.${fault}`)}</p>
                <p class="muted">
                  <Show when={!visits().has(pointId)} fallback={words.t("training.wasThere")}>
                    <Suspense>
                      {words.t("training.phoneSays")} <WhyMark why={causes()?.get(pointId) ?? NEVER_HEARD} />
                    </Suspense>
                  </Show>
                </p>
              </li>
            )}
          </For>
        </ul>
        <div class="training-ways">
          <A class="field-button" href="/training/round">
            {words.t("training.goOn")}
          </A>
          <button
            type="button"
            class="field-button"
            data-tone="accent"
            disabled={isBusy()}
            onClick={() => void throwAway()}
          >
            <Trash size={18} aria-hidden="true" />
            <span>{words.t("training.throwAway")}</span>
          </button>
        </div>
        <p class="field-note">{words.t("training.throwAwayHint")}</p>
      </div>
    </div>
  );
}

function Figure(props: { readonly label: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd class="number">{props.value}</dd>
    </div>
  );
}
