import { A, useNavigate } from "@solidjs/router";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import Radio from "lucide-solid/icons/radio";
import { createEffect, createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import type { WireRoundHead } from "../../../../shared/model/wire-rounds.ts";
import { useWords } from "../../locales/words.ts";
import { MediumIcon } from "../../parts/medium-icon.part.tsx";
import { PointAge } from "../../parts/point-cell.part.tsx";
import { createNow } from "../../state/create-now.ts";
import { createRoomsOwner } from "../../state/create-rooms-owner.ts";
import { createToday, type Figure, type Today } from "../../state/create-today.ts";
import { useOffice } from "../../state/office.ts";
import { sendWhatWaits } from "../../state/people-rooms.ts";
import "../../parts/round-bar.css";
import "./today.css";

const READ_METERS = { area: "reading-management", right: "read" } as const;
const MAKE_ROUNDS = { area: "reading-management", right: "write" } as const;

/** Where one starts: what waits for this person, the rounds under way, and where one was. */
export function TodayScreen(): JSX.Element {
  const words = useWords();
  const today = createToday();
  return (
    <div class="today">
      <header class="today-head">
        <h1 class="today-title">{words.t("today.title")}</h1>
        <Show when={today.may(READ_METERS)}>
          <A class="button" data-tone={today.may(MAKE_ROUNDS) ? "plain" : "accent"} href="/read">
            <Radio size={15} aria-hidden="true" />
            <span>{words.t("road.nav.read")}</span>
          </A>
        </Show>
      </header>
      <div class="today-body">
        <Needs today={today} />
        <div class="today-side">
          <Show when={today.may(READ_METERS)}>
            <RoundsUnderWay today={today} />
          </Show>
          <Recent points={today.recent()} />
        </div>
      </div>
    </div>
  );
}

function Needs(props: { readonly today: Today }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const owner = createRoomsOwner();
  createEffect(() => {
    const who = owner();
    if (who) sendWhatWaits(who);
  });
  const isCalm = (): boolean => props.today.figures().every(({ count }) => count === 0);
  const loadFault = (): string | undefined => {
    const loading = points.loading();
    return loading.kind === "failed" ? loading.error.code : undefined;
  };
  return (
    <section class="today-part" aria-labelledby="today-needs">
      <h2 class="today-heading" id="today-needs">
        {words.t("today.needs")}
      </h2>
      <Show when={loadFault()}>
        {(code) => (
          <p class="today-fault" role="alert">
            {words.error(code())}{" "}
            <button type="button" class="today-do" onClick={() => void points.load()}>
              {words.t("points.retry")}
            </button>
          </p>
        )}
      </Show>
      <Show when={isCalm()}>
        <p class="today-calm">{words.t("today.nothing")}</p>
      </Show>
      <ul class="today-figures">
        <For each={props.today.figures().map(({ name }) => name)}>
          {(name) => (
            <Show when={props.today.figures().find((one) => one.name === name)}>
              {(figure) => <FigureLine figure={figure()} />}
            </Show>
          )}
        </For>
      </ul>
    </section>
  );
}

function FigureLine(props: { readonly figure: Figure }): JSX.Element {
  const words = useWords();
  const [isExplained, setExplained] = createSignal(false);
  const id = createUniqueId();
  const label = (): string => words.t(`today.figures.${props.figure.name}`);
  return (
    <li class="today-figure" data-zero={props.figure.count === 0}>
      <A class="today-link" href={props.figure.href}>
        <span class="today-count number">
          <Show when={props.figure.count !== undefined} fallback="–">
            {words.formats().decimal(String(props.figure.count))}
          </Show>
        </span>
        <span>{label()}</span>
        <Show when={props.figure.isUnreached}>
          <span class="faint">{words.t("today.notReached")}</span>
        </Show>
      </A>
      <button
        type="button"
        class="icon-button"
        aria-expanded={isExplained()}
        aria-controls={id}
        aria-label={words.t("today.explain", { figure: label() })}
        data-tip={words.t("today.explain", { figure: label() })}
        onClick={() => setExplained(!isExplained())}
      >
        <CircleHelp size={15} aria-hidden="true" />
      </button>
      <p class="today-about" id={id} hidden={!isExplained()}>
        {words.t(`today.about.${props.figure.name}`)}
      </p>
    </li>
  );
}

function RoundsUnderWay(props: { readonly today: Today }): JSX.Element {
  const words = useWords();
  const may = (): boolean => props.today.may(MAKE_ROUNDS);
  return (
    <section class="today-part" aria-labelledby="today-rounds">
      <h2 class="today-heading" id="today-rounds">
        {words.t("today.rounds")}
      </h2>
      <Switch fallback={<p class="faint">{words.t("road.rounds.loading")}</p>}>
        <Match when={props.today.rounds()?.length === 0}>
          <p class="today-none">
            {words.t("today.noRounds")}{" "}
            <Show when={may()}>
              <A class="today-do" href="/rounds/new">
                {words.t("road.rounds.make")}
              </A>
            </Show>
          </p>
        </Match>
        <Match when={props.today.rounds()}>
          {(rounds) => (
            <ul class="today-rounds">
              <For each={rounds()}>
                {(round) => <RoundLine round={round} href={may() ? "/rounds" : "/read"} />}
              </For>
            </ul>
          )}
        </Match>
        <Match when={props.today.isRoundsUnreached()}>
          <p class="faint">{words.t("today.notReached")}</p>
        </Match>
      </Switch>
    </section>
  );
}

function RoundLine(props: { readonly round: WireRoundHead; readonly href: string }): JSX.Element {
  const words = useWords();
  const number = (n: number): string => words.formats().decimal(String(n));
  return (
    <li>
      <A class="today-round" href={`${props.href}/${encodeURIComponent(props.round.id)}`}>
        <span class="one-line">{props.round.name}</span>
        <span class="number faint">
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
      </A>
    </li>
  );
}

function Recent(props: { readonly points: readonly WirePoint[] }): JSX.Element {
  const words = useWords();
  const now = createNow();
  const navigate = useNavigate();
  const { place } = useOffice();
  const open = (event: MouseEvent, id: string): void => {
    event.preventDefault();
    place.select(id);
    navigate(`/points/${encodeURIComponent(id)}`);
  };
  return (
    <section class="today-part" aria-labelledby="today-recent">
      <h2 class="today-heading" id="today-recent">
        {words.t("today.recent")}
      </h2>
      <Show when={props.points.length > 0} fallback={<p class="today-none">{words.t("today.noRecent")}</p>}>
        <ul class="today-recent">
          <For each={props.points}>
            {(point) => (
              <li>
                <a
                  class="today-point"
                  href={`/points/${encodeURIComponent(point.id)}`}
                  onClick={(event) => open(event, point.id)}
                >
                  <MediumIcon medium={point.medium} size={14} />
                  <span class="one-line">{point.address || words.t("points.noAddress")}</span>
                  <span class="faint one-line">
                    {[point.meter?.serial, point.customer].filter(Boolean).join(" · ")}
                  </span>
                  <PointAge point={point} nowMs={now()} />
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
