import { For, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import type { Use } from "../../optical/daily-consumption.ts";
import { Amount } from "../../parts/amount.part.tsx";
import { StateIcon } from "../../parts/state-icon.part.tsx";
import { severityOfStatus, sortByUrgency } from "../../points/point-state.ts";
import type { Door } from "../../state/create-door.ts";
import { UsePanel } from "./use-panel.tsx";

/** Shown in words of their own. */
const IN_WORDS: readonly number[] = [99, 369];

/** What the meter said: for the customer its use, for the reader its values and info codes. */
export function DoorResult(props: {
  readonly visit: ReturnType<Door["visit"]>;
  readonly byDay: readonly Use[];
  readonly byMonth: readonly Use[];
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.visit?.readAtMs !== undefined ? props.visit : undefined}>
      {(visit) => (
        <>
          <UsePanel byDay={props.byDay} byMonth={props.byMonth} />
          <For each={visit().logs.filter(({ isMissing }) => isMissing)}>
            {({ log }) => (
              <p class="door-hint">{words.t("door.notKept", { log: words.t(`door.log.${log}`) })}</p>
            )}
          </For>
          <section class="door-panel">
            <h2 class="field-subtitle">{words.t("door.infoCodes")}</h2>
            <Show
              when={visit().status.length > 0}
              fallback={<p class="door-fine">{words.t("door.noInfoCodes")}</p>}
            >
              <ul class="door-codes">
                <For each={sortByUrgency(visit().status)}>
                  {(id) => (
                    <li>
                      <StateIcon state={severityOfStatus(id)} size={18} />
                      {words.status(id)}
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </section>
          <section class="door-panel">
            <h2 class="field-subtitle">{words.t("door.values")}</h2>
            <dl class="door-values">
              <For each={visit().registers.filter(({ id }) => !IN_WORDS.includes(id))}>
                {(one) => (
                  <div>
                    <dt>{words.find(`door.register.${one.id}`) ?? one.id}</dt>
                    <dd class="number">
                      <Amount value={one.text} unit={one.unit} />
                    </dd>
                  </div>
                )}
              </For>
            </dl>
            <Show when={visit().coding !== undefined}>
              <p class="door-hint">{words.t("door.coded", { coding: visit().coding ?? "" })}</p>
            </Show>
            <p class="door-hint">
              {words.t("door.readAt", { time: words.formats().dateTime(visit().readAtMs ?? 0) })}
            </p>
          </section>
        </>
      )}
    </Show>
  );
}
