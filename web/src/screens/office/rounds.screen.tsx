import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import type { WireRoundHead } from "../../../../shared/model/wire-rounds.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { ReaderSelect, RoundForm } from "../../parts/round-form.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createRounds, type Rounds } from "../../state/create-rounds.ts";
import "./rounds.css";

/** Who reads which points, and how far they are while they drive. */
export function RoundsScreen(): JSX.Element {
  const words = useWords();
  const rounds = createRounds();
  return (
    <div class="rounds">
      <header class="rounds-head">
        <h1 class="rounds-title">{words.t("road.rounds.title")}</h1>
        <p class="muted">{words.t("road.rounds.intro")}</p>
      </header>
      <Show when={rounds.rounds() && rounds.failure()}>
        {(code) => (
          <p class="rounds-fault" role="alert">
            {words.error(code())}
          </p>
        )}
      </Show>
      <div class="rounds-body">
        <Switch fallback={<SkeletonRows count={4} label={words.t("road.rounds.loading")} />}>
          <Match when={!rounds.rounds() && rounds.failure()}>
            {(code) => (
              <Notice tone="failed" title={words.t("road.rounds.failed")} hint={words.error(code())}>
                <Button label={words.t("points.retry")} onPress={() => void rounds.reload()} />
              </Notice>
            )}
          </Match>
          <Match when={rounds.rounds()}>
            {(list) => (
              <Show
                when={list().length > 0}
                fallback={
                  <Notice title={words.t("road.rounds.none")} hint={words.t("road.rounds.noneHint")} />
                }
              >
                <ul class="rounds-list">
                  <For each={list().map(({ id }) => id)}>
                    {(id) => (
                      <Show when={list().find((round) => round.id === id)}>
                        {(round) => <RoundLine round={round()} rounds={rounds} />}
                      </Show>
                    )}
                  </For>
                </ul>
              </Show>
            )}
          </Match>
        </Switch>
        <RoundForm
          points={rounds.chosen().length}
          listHref={rounds.listHref()}
          readers={rounds.readers()}
          onMake={rounds.make}
        />
      </div>
    </div>
  );
}

function RoundLine(props: { readonly round: WireRoundHead; readonly rounds: Rounds }): JSX.Element {
  const words = useWords();
  const [reader, setReader] = createSignal("");
  const number = (n: number): string => words.formats().decimal(String(n));
  const isOpen = (): boolean => props.round.state === "open";
  return (
    <li class="round-line" data-state={props.round.state}>
      <div class="round-line-head">
        <h2 class="round-line-name">{props.round.name}</h2>
        <Show when={!isOpen()}>
          <span class="faint">{words.t("road.rounds.closed")}</span>
        </Show>
        <span class="round-line-count number">
          {words.t("road.rounds.progress", {
            read: number(props.round.read),
            total: number(props.round.points),
          })}
        </span>
      </div>
      <progress
        class="round-line-bar"
        max={Math.max(1, props.round.points)}
        value={props.round.read}
        aria-label={props.round.name}
      />
      <ul class="round-line-readers muted">
        <For each={props.round.readers}>
          {(one) => (
            <li>
              {words.t("road.rounds.readerProgress", {
                name: one.id === undefined ? words.t("road.rounds.anybody") : one.name,
                read: number(one.read),
                total: number(one.points),
              })}
            </li>
          )}
        </For>
      </ul>
      <div class="round-line-actions">
        <Show when={isOpen()}>
          <span class="muted">{words.t("road.rounds.half")}</span>
          <ReaderSelect
            label={words.t("road.rounds.reader")}
            readers={props.rounds.readers()}
            value={reader()}
            onChoose={setReader}
          />
          <Button
            label={words.t("road.rounds.give")}
            onPress={() => void props.rounds.giveHalf(props.round.id, reader())}
          />
        </Show>
        <Button
          tone="quiet"
          label={words.t(isOpen() ? "road.rounds.close" : "road.rounds.open")}
          onPress={() => void props.rounds.setState(props.round.id, isOpen() ? "closed" : "open")}
        />
      </div>
    </li>
  );
}
