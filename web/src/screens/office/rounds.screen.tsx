import { A, useNavigate, useParams } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { WireNewRound, WireRoundHead } from "../../../../shared/model/wire-rounds.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createRoundSource } from "../../state/create-round-source.ts";
import { createRounds, type Rounds } from "../../state/create-rounds.ts";
import { useOffice } from "../../state/office.ts";
import { RoundForm } from "./round-form.tsx";
import { RoundSheet } from "./round-sheet.tsx";
import "../../parts/round-bar.css";
import "./rounds.css";

const NEW = "new";
const MAKE = { area: "reading-management", right: "write" } as const;

/** Who reads which points, and how far they are while they drive. */
export function RoundsScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const { session } = useOffice();
  const rounds = createRounds();
  const chosen = (): string | undefined => params["id"];
  return (
    <div class="rounds" data-chosen={chosen() !== undefined}>
      <aside class="rounds-aside">
        <header class="rounds-head">
          <Dynamic component={chosen() === undefined ? "h1" : "h2"} class="rounds-title">
            {words.t("road.rounds.title")}
          </Dynamic>
          <Show when={session.may(MAKE)}>
            <A class="button" data-tone="accent" href={`/rounds/${NEW}`}>
              <Plus size={15} aria-hidden="true" />
              <span>{words.t("road.rounds.make")}</span>
            </A>
          </Show>
        </header>
        <Show when={rounds.rounds() && rounds.failure()}>
          {(code) => (
            <p class="rounds-fault" role="alert">
              {words.error(code())}
              <Show when={rounds.asOfMs()}>
                {(atMs) => ` ${words.t("road.rounds.asOf", { time: words.formats().dateTime(atMs()) })}.`}
              </Show>
            </p>
          )}
        </Show>
        <RoundList rounds={rounds} />
      </aside>
      <div class="rounds-main">
        <Switch
          fallback={<Notice title={words.t("road.rounds.choose")} hint={words.t("road.rounds.chooseHint")} />}
        >
          <Match when={chosen() === NEW}>
            <NewRound rounds={rounds} />
          </Match>
          <Match when={chosen()}>
            {(id) => <RoundSheet id={id()} rounds={rounds} mayEdit={session.may(MAKE)} />}
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function NewRound(props: { readonly rounds: Rounds }): JSX.Element {
  const { points } = useOffice();
  const navigate = useNavigate();
  if (points.loading().kind === "idle") void points.load();
  const source = createRoundSource();
  const make = async (round: WireNewRound): Promise<void> => {
    const id = await props.rounds.make(round);
    if (id !== undefined) navigate(`/rounds/${id}`);
  };
  return <RoundForm source={source} readers={props.rounds.readers()} onMake={make} />;
}

function RoundList(props: { readonly rounds: Rounds }): JSX.Element {
  const words = useWords();
  return (
    <Switch fallback={<SkeletonRows count={4} label={words.t("road.rounds.loading")} />}>
      <Match when={!props.rounds.rounds() && props.rounds.failure()}>
        {(code) => (
          <Notice tone="failed" title={words.t("road.rounds.failed")} hint={words.error(code())}>
            <Button label={words.t("points.retry")} onPress={() => void props.rounds.reload()} />
          </Notice>
        )}
      </Match>
      <Match when={props.rounds.rounds()}>
        {(list) => (
          <Show
            when={list().length > 0}
            fallback={<Notice title={words.t("road.rounds.none")} hint={words.t("road.rounds.noneHint")} />}
          >
            <ul class="rounds-list">
              <For each={list().map(({ id }) => id)}>
                {(id) => (
                  <Show when={list().find((round) => round.id === id)}>
                    {(round) => <RoundLine round={round()} />}
                  </Show>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Match>
    </Switch>
  );
}

function RoundLine(props: { readonly round: WireRoundHead }): JSX.Element {
  const words = useWords();
  const number = (n: number): string => words.formats().decimal(String(n));
  const readers = (): string =>
    props.round.readers
      .map(({ id, name }) => (id === undefined ? words.t("road.rounds.anybody") : name))
      .join(", ");
  return (
    <li>
      <A class="round-line" href={`/rounds/${encodeURIComponent(props.round.id)}`} activeClass="is-chosen">
        <span class="round-line-name one-line">{props.round.name}</span>
        <span class="round-line-count number">
          {words.t("road.rounds.progress", {
            read: number(props.round.read),
            total: number(props.round.points),
          })}
        </span>
        <progress
          class="round-bar"
          max={Math.max(1, props.round.points)}
          value={props.round.read}
          aria-label={props.round.name}
        />
        <span class="round-line-note one-line">
          {props.round.state === "closed" ? `${words.t("road.rounds.closed")} · ` : ""}
          {readers()}
        </span>
        <span class="round-line-note number">{words.formats().date(props.round.createdAtMs)}</span>
      </A>
    </li>
  );
}
